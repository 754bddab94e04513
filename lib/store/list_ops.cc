#include "lib/store/list_ops.hh"

#include <algorithm>

using Xapian::docid;

ListPtr
list_none()
{
    return std::make_shared<List>();
}

/* A list to be written to: this one if nobody else holds it, or a copy. */
static std::shared_ptr<List>
own(ListPtr list)
{
    if (list.use_count() == 1) {
        auto own = std::const_pointer_cast<List>(list);

        own->bits.clear();
        own->ranks.clear();
        return own;
    }
    auto copy = std::make_shared<List>();

    copy->docs = list->docs;
    copy->weights = list->weights;
    return copy;
}

/* A list that is written at places that are counted; cut() says how many
 * there were at last. */
static std::shared_ptr<List>
new_list(size_t room)
{
    auto list = std::make_shared<List>();

    list->docs.resize(room);
    list->weights.resize(room);
    return list;
}

static void
cut(List &list, size_t count)
{
    list.docs.resize(count);
    list.weights.resize(count);
}

/* The first place from `at` on whose document is not before did. */
static size_t
seek(const std::vector<docid> &docs, size_t at, docid did)
{
    size_t step = 1, low = at;

    while (low + step < docs.size() && docs[low + step] < did) {
        low += step;
        step *= 2;
    }
    return static_cast<size_t>(
        std::lower_bound(docs.begin() + static_cast<ptrdiff_t>(low),
                         docs.begin() + static_cast<ptrdiff_t>(std::min(
                                            low + step + 1, docs.size())),
                         did) -
        docs.begin());
}

static ListPtr
scaled(const ListPtr &list, double factor)
{
    auto out = std::make_shared<List>();

    if (factor == 1)
        return list;
    out->docs = list->docs;
    out->weights.reserve(list->weights.size());
    for (double weight : list->weights)
        out->weights.push_back(weight * factor);
    return out;
}

/* Of a list with bits. */
static ListPtr
among_bits(const List &list, double factor, const List &among)
{
    auto out = std::make_shared<List>();

    for (docid did : among.docs) {
        if (!list.has_bit(did))
            continue;
        out->docs.push_back(did);
        if (factor != 0) /* filters have none */
            out->weights.push_back(list.weights[list.place_of(did)] * factor);
    }
    out->weights.resize(out->docs.size());
    return out;
}

ListPtr
list_among(const ListPtr &list, double factor, const ListPtr &among)
{
    if (among == nullptr)
        return scaled(list, factor);
    if (!list->bits.empty())
        return among_bits(*list, factor, *among);
    const std::vector<docid> &few = among->docs, &docs = list->docs;
    auto out = std::make_shared<List>(); /* may stay much shorter than both */
    size_t at = 0;

    for (size_t i = 0; i < few.size() && at < docs.size();) {
        at = seek(docs, at, few[i]);
        if (at == docs.size())
            break;
        if (docs[at] == few[i]) {
            out->docs.push_back(few[i]);
            out->weights.push_back(list->weights[at] * factor);
        }
        i = seek(few, i, std::max(few[i] + 1, docs[at]));
    }
    return out;
}

/* What both have, and what is left of one; the scores stand in a row each. */
static size_t
merge(List &out, const List &a, const List &b, bool best)
{
    size_t i = 0, j = 0, count = 0;

    while (i < a.docs.size() && j < b.docs.size()) {
        docid x = a.docs[i], y = b.docs[j];
        double first = x <= y ? a.weights[i] : 0;
        double second = y <= x ? b.weights[j] : 0;

        out.docs[count] = std::min(x, y);
        out.weights[count++] = best ? std::max(first, second) : first + second;
        i += x <= y;
        j += y <= x;
    }
    for (; i < a.docs.size(); i++, count++) {
        out.docs[count] = a.docs[i];
        out.weights[count] = a.weights[i];
    }
    for (; j < b.docs.size(); j++, count++) {
        out.docs[count] = b.docs[j];
        out.weights[count] = b.weights[j];
    }
    return count;
}

ListPtr
list_either(const ListPtr &a, const ListPtr &b, bool best)
{
    if (a->docs.empty())
        return b;
    if (b->docs.empty())
        return a;
    auto out = new_list(a->docs.size() + b->docs.size());

    cut(*out, merge(*out, *a, *b, best));
    return out;
}

ListPtr
list_both(const ListPtr &a, ListPtr b)
{
    auto out = own(std::move(b));
    size_t at = 0;

    for (size_t i = 0; i < out->docs.size(); i++) {
        at = seek(a->docs, at, out->docs[i]);
        out->weights[i] += a->weights[at];
    }
    return out;
}

ListPtr
list_without(const ListPtr &a, const ListPtr &b)
{
    auto out = new_list(a->docs.size());
    size_t j = 0, count = 0;

    if (b->docs.empty())
        return a;
    for (size_t i = 0; i < a->docs.size(); i++) {
        if (j < b->docs.size() && b->docs[j] == a->docs[i]) {
            j++;
            continue;
        }
        out->docs[count] = a->docs[i];
        out->weights[count++] = a->weights[i];
    }
    cut(*out, count);
    return out;
}

ListPtr
list_more(ListPtr a, const ListPtr &b)
{
    size_t at = 0;

    if (b->docs.empty())
        return a;
    auto out = own(std::move(a));

    for (size_t i = 0; i < b->docs.size(); i++) {
        at = seek(out->docs, at, b->docs[i]);
        out->weights[at] += b->weights[i];
    }
    return out;
}

ListPtr
list_raised(ListPtr list, double more)
{
    auto out = own(std::move(list));

    for (double &weight : out->weights)
        weight += more;
    return out;
}

/* Keeps the places of a list that `good` says yes to. */
template <class Good>
static ListPtr
keep_where(ListPtr list, const Good &good)
{
    auto out = own(std::move(list));
    size_t count = 0;

    for (size_t i = 0; i < out->docs.size(); i++) {
        bool is_good = good(i, out->docs[i]);

        out->docs[count] = out->docs[i];
        out->weights[count] = out->weights[i];
        count += is_good;
    }
    cut(*out, count);
    return out;
}

ListPtr
list_filtered(ListPtr list, const List &bits)
{
    return keep_where(std::move(list),
                      [&](size_t, docid did) { return bits.has_bit(did); });
}

ListPtr
list_where(ListPtr list, const std::vector<bool> &good)
{
    return keep_where(std::move(list),
                      [&](size_t at, docid) { return bool(good[at]); });
}
