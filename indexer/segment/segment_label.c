#include "indexer/segment/segment_label.h"

#include "lib/base/cleanup.h"
#include "lib/model/label_suffix.h"
#include "lib/text/fold.h"
#include "lib/text/utf8.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum {
    DIGITS_MAX = 3,  /* four digits are a year */
    LETTERS_MAX = 5, /* "xviii" */
    GAP_MAX = 5,     /* labels that may be missing */
    LATE_MAX = 3     /* where a row may begin late */
};

static unsigned
roman_value(const char *text, size_t len)
{
    static const char *const numbers[] = {
        "",    "i",    "ii",  "iii",  "iv",    "v",   "vi",
        "vii", "viii", "ix",  "x",    "xi",    "xii", "xiii",
        "xiv", "xv",   "xvi", "xvii", "xviii", "xix", "xx"};

    for (unsigned i = 1; i < COUNT_OF(numbers); i++)
        if (strlen(numbers[i]) == len && memcmp(numbers[i], text, len) == 0)
            return i;
    return 0;
}

/* "a" is 1, "z" 26, "aa" 27; 0 for what is no label. */
static unsigned
letter_value(const char *text, size_t len)
{
    if (len == 1)
        return (unsigned)(*text - 'a' + 1);
    if (len == 2 && (text[0] == 'a' || text[0] == text[1]))
        return 26 + (unsigned)(text[1] - 'a' + 1);
    return 0;
}

/* Bytes of spaces behind a label; false when text is glued to it. */
static bool
spaces_behind(struct label *label, const char *line, size_t len, size_t at,
              bool glue)
{
    size_t start = at, next = at;

    while (next < len) {
        int32_t point = utf8_next(line, len, &next);

        if (!fold_is_space(point))
            break;
        label->tab = label->tab || point == '\t';
        at = next;
    }
    label->taken = at;
    return glue || at > start || start == len;
}

/* One number with its suffix: "2", "1bis", "7a". */
static size_t
part_read(struct label_part *part, const char *line, size_t len, size_t at)
{
    size_t start = at, more;

    part->value = part->suffix = 0;
    while (at < len && isdigit((unsigned char)line[at]) &&
           at - start <= DIGITS_MAX)
        part->value = part->value * 10 + (unsigned)(line[at++] - '0');
    if (at == start || at - start > DIGITS_MAX)
        return start;
    more = label_suffix(line + at, len - at, &part->suffix);
    if (more == 0 && at < len && islower((unsigned char)line[at])) {
        part->suffix = (unsigned)(line[at] - 'a' + 1);
        more = 1;
    }
    return at + more;
}

static bool
number_read(struct label *out, const char *line, size_t len)
{
    struct label_reading *reading = &out->readings[0];
    bool open = len > 0 && *line == '(';
    size_t at = open, start = at, end, closed;

    do {
        end = part_read(&reading->parts[reading->count], line, len, at);
        if (end == at)
            return false;
        at = end;
        reading->count++;
    } while (reading->count < LABEL_DEPTH && at + 1 < len && line[at] == '.' &&
             isdigit((unsigned char)line[at + 1]) && at++);
    if (end - start >= LABEL_TEXT_MAX)
        return false;
    memcpy(out->text, line + start, end - start);
    closed = at < len && (line[at] == ')' || (line[at] == '.' && !open));
    if (open && !closed)
        return false;
    out->reading_count = 1;
    reading->kind = LABEL_NUMBER;
    return spaces_behind(out, line, len, at + closed, false);
}

static void
reading_add(struct label *out, enum label_kind kind, unsigned value,
            unsigned suffix)
{
    if (value > 0)
        out->readings[out->reading_count++] = (struct label_reading){
            .kind = kind, .parts = {{value, suffix}}, .count = 1};
}

static bool
letter_read(struct label *out, const char *line, size_t len)
{
    size_t start = len > 0 && *line == '(', at = start, letters;
    unsigned suffix = 0;
    size_t more;

    while (at < len && islower((unsigned char)line[at]))
        at++;
    letters = at - start;
    if (letters == 0 || letters > LETTERS_MAX || at == len || line[at] != ')')
        return false;
    memcpy(out->text, line + start, letters);
    at++;
    more = label_suffix(line + at, len - at, &suffix);
    memcpy(out->text + letters, line + at, more);
    reading_add(out, LABEL_LETTER, letter_value(line + start, letters), suffix);
    reading_add(out, LABEL_ROMAN, roman_value(line + start, letters), suffix);
    return out->reading_count > 0 &&
           spaces_behind(out, line, len, at + more, more == 0);
}

static bool
bullet_read(struct label *out, const char *line, size_t len)
{
    static const int32_t bullets[] = {0x2022, 0x00b7, 0x25aa, 0x25cb, 0x25cf};
    size_t at = 0;
    int32_t point = len > 0 ? utf8_next(line, len, &at) : UTF8_BAD;
    bool is = fold_is_dash(point);

    for (size_t i = 0; i < COUNT_OF(bullets); i++)
        is = is || point == bullets[i];
    if (!is || !spaces_behind(out, line, len, at, false) || out->taken == len)
        return false;
    out->reading_count = 1;
    out->readings[0] = (struct label_reading){
        .kind = LABEL_BULLET, .parts = {{1, 0}}, .count = 1};
    return true;
}

bool
label_read(struct label *out, const char *line, size_t len)
{
    static bool (*const kinds[])(struct label *, const char *, size_t) = {
        number_read, letter_read, bullet_read};

    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        struct label label = {0};

        if (kinds[i](&label, line, len)) {
            *out = label;
            return true;
        }
    }
    return false;
}

static bool
reading_begins(const struct label_reading *reading)
{
    const struct label_part *last = &reading->parts[reading->count - 1];

    return last->value == 1 && last->suffix == 0;
}

bool
label_begins(const struct label *label)
{
    for (size_t i = 0; i < label->reading_count; i++)
        if (label->readings[i].kind != LABEL_BULLET &&
            reading_begins(&label->readings[i]))
            return true;
    return false;
}

static const struct label_reading *
reading_of(const struct label *label, enum label_kind kind)
{
    for (size_t i = 0; i < label->reading_count; i++)
        if (label->readings[i].kind == kind)
            return &label->readings[i];
    return NULL;
}

unsigned
label_roman(const struct label *label)
{
    const struct label_reading *roman = reading_of(label, LABEL_ROMAN);

    return roman == NULL ? 0 : roman->parts[0].value;
}

bool
label_is_i(const struct label *label)
{
    return reading_of(label, LABEL_LETTER) != NULL && label_roman(label) == 1 &&
           reading_begins(reading_of(label, LABEL_ROMAN));
}

static bool
same_beginning(const struct label_reading *a, const struct label_reading *b,
               size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (a->parts[i].value != b->parts[i].value ||
            a->parts[i].suffix != b->parts[i].suffix)
            return false;
    return true;
}

static enum label_fit
part_fit(struct label_part now, struct label_part next)
{
    if (next.value < now.value ||
        (next.value == now.value && next.suffix <= now.suffix))
        return LABEL_REPEATS;
    if (next.value == now.value ||
        (next.value == now.value + 1 && !next.suffix))
        return LABEL_NEXT;
    return next.value <= now.value + GAP_MAX + 1 && !next.suffix ? LABEL_GAP
                                                                 : LABEL_NO;
}

/* How a reading goes on with a level. */
static enum label_fit
level_fit(const struct label_level *level, const struct label_reading *next)
{
    const struct label_reading *now = &level->now;
    size_t last = next->count - 1;

    if (now->kind != next->kind)
        return LABEL_NO;
    if (now->kind == LABEL_BULLET)
        return LABEL_NEXT;
    if (last > now->count || !same_beginning(now, next, last))
        return LABEL_NO;
    if (last == now->count) /* one deeper: 2 -> 2.1 */
        return part_fit((struct label_part){0}, next->parts[last]);
    return part_fit(now->parts[last], next->parts[last]);
}

static bool
has_kind(const struct labels *labels, enum label_kind kind)
{
    for (size_t i = 0; i < labels->depth; i++)
        if (labels->levels[i].now.kind == kind)
            return true;
    return false;
}

struct spot {
    enum label_fit fit;
    size_t level;
    const struct label_reading *reading;
};

/* The innermost level where some reading fits in this way. */
static bool
spot_on_level(struct spot *out, const struct labels *labels,
              const struct label *label, enum label_fit fit)
{
    for (size_t level = labels->depth; level > 0; level--) {
        for (size_t i = 0; i < label->reading_count; i++) {
            const struct label_reading *reading = &label->readings[i];

            if (level_fit(&labels->levels[level - 1], reading) == fit) {
                *out = (struct spot){fit, level - 1, reading};
                return true;
            }
        }
    }
    return false;
}

static bool
spot_new_level(struct spot *out, const struct labels *labels,
               const struct label *label, bool late)
{
    if (labels->depth == LABEL_LEVELS)
        return false;
    for (size_t i = 0; i < label->reading_count; i++) {
        const struct label_reading *reading = &label->readings[i];
        const struct label_part *part = &reading->parts[0];

        if (has_kind(labels, reading->kind))
            continue;
        if (late ? reading->count == 1 && part->value <= LATE_MAX &&
                       part->suffix == 0
                 : reading_begins(reading)) {
            *out = (struct spot){late ? LABEL_GAP : LABEL_BEGINS, labels->depth,
                                 reading};
            return true;
        }
    }
    return false;
}

static struct spot
spot_find(const struct labels *labels, const struct label *label,
          struct label_place place)
{
    struct spot spot = {.fit = LABEL_NO};

    if ((place.deeper && spot_new_level(&spot, labels, label, false)) ||
        spot_on_level(&spot, labels, label, LABEL_NEXT) ||
        spot_new_level(&spot, labels, label, false) ||
        spot_on_level(&spot, labels, label, LABEL_GAP) ||
        (place.anywhere && spot_new_level(&spot, labels, label, true)))
        return spot;
    spot_on_level(&spot, labels, label, LABEL_REPEATS);
    return spot;
}

enum label_fit
labels_fit(const struct labels *labels, const struct label *label,
           struct label_place place)
{
    return spot_find(labels, label, place).fit;
}

void
labels_take(struct labels *labels, const struct label *label,
            struct label_place place, char path[LABEL_PATH_MAX])
{
    struct spot spot = spot_find(labels, label, place);
    struct label_level *level = &labels->levels[spot.level];
    bool fresh = spot.level == labels->depth;
    size_t len = 0;

    assert(spot.reading != NULL);
    if (spot.reading->kind == LABEL_BULLET) {
        unsigned count = fresh ? 1 : level->now.parts[0].value + 1;

        level->now = *spot.reading;
        level->now.parts[0].value = count;
        snprintf(level->text, sizeof level->text, "b%u", count);
    } else {
        level->now = *spot.reading;
        memcpy(level->text, label->text, sizeof level->text);
    }
    labels->depth = spot.level + 1;
    for (size_t i = 0; i < labels->depth; i++)
        len += (size_t)snprintf(path + len, LABEL_PATH_MAX - len, "%s%s",
                                i > 0 ? "." : "", labels->levels[i].text);
}
