#include "lib/store/list_ops.hh"

#include <algorithm>

using Xapian::docid;

ListPtr
list_none()
{
    return std::make_shared<List>();
}

static std::shared_ptr<List>
new_list(size_t room)
{
    auto list = std::make_shared<List>();

    list->docs.reserve(room);
    list->weights.reserve(room);
    return list;
}

static void
put(List &list, docid did, double weight)
{
    list.docs.push_back(did);
    list.weights.push_back(weight);
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
    out->weights = list->weights;
    for (double &weight : out->weights)
        weight *= factor;
    return out;
}

/* A long list that does not score, as filters are. */
static ListPtr
among_bits(const List &list, const List &among)
{
    auto out = new_list(among.docs.size());

    for (docid did : among.docs)
        if (list.has_bit(did))
            out->docs.push_back(did);
    out->weights.resize(out->docs.size());
    return out;
}

ListPtr
list_among(const ListPtr &list, double factor, const ListPtr &among)
{
    if (among == nullptr)
        return scaled(list, factor);
    if (factor == 0 && !list->bits.empty())
        return among_bits(*list, *among);
    const std::vector<docid> &few = among->docs, &docs = list->docs;
    auto out = new_list(std::min(few.size(), docs.size()));
    size_t at = 0;

    for (size_t i = 0; i < few.size() && at < docs.size();) {
        at = seek(docs, at, few[i]);
        if (at == docs.size())
            break;
        if (docs[at] == few[i])
            put(*out, few[i], list->weights[at] * factor);
        i = seek(few, i, std::max(few[i] + 1, docs[at]));
    }
    return out;
}

ListPtr
list_either(const ListPtr &a, const ListPtr &b, bool best)
{
    auto out = new_list(a->docs.size() + b->docs.size());
    size_t i = 0, j = 0;

    if (a->docs.empty())
        return b;
    if (b->docs.empty())
        return a;
    while (i < a->docs.size() && j < b->docs.size()) {
        double x = a->weights[i], y = b->weights[j];

        if (a->docs[i] < b->docs[j]) {
            put(*out, a->docs[i++], x);
        } else if (a->docs[i] > b->docs[j]) {
            put(*out, b->docs[j++], y);
        } else {
            put(*out, a->docs[i++], best ? std::max(x, y) : x + y);
            j++;
        }
    }
    for (; i < a->docs.size(); i++)
        put(*out, a->docs[i], a->weights[i]);
    for (; j < b->docs.size(); j++)
        put(*out, b->docs[j], b->weights[j]);
    return out;
}

ListPtr
list_both(const ListPtr &a, const ListPtr &b)
{
    auto out = std::make_shared<List>();
    size_t at = 0;

    out->docs = b->docs;
    out->weights = b->weights;
    for (size_t i = 0; i < b->docs.size(); i++) {
        at = seek(a->docs, at, b->docs[i]);
        out->weights[i] += a->weights[at];
    }
    return out;
}

ListPtr
list_without(const ListPtr &a, const ListPtr &b)
{
    auto out = new_list(a->docs.size());
    size_t j = 0;

    if (b->docs.empty())
        return a;
    for (size_t i = 0; i < a->docs.size(); i++) {
        if (j < b->docs.size() && b->docs[j] == a->docs[i])
            j++;
        else
            put(*out, a->docs[i], a->weights[i]);
    }
    return out;
}

ListPtr
list_more(const ListPtr &a, const ListPtr &b)
{
    auto out = std::make_shared<List>();
    size_t at = 0;

    if (b->docs.empty())
        return a;
    out->docs = a->docs;
    out->weights = a->weights;
    for (size_t i = 0; i < b->docs.size(); i++) {
        at = seek(a->docs, at, b->docs[i]);
        out->weights[at] += b->weights[i];
    }
    return out;
}

ListPtr
list_raised(const ListPtr &list, double more)
{
    auto out = std::make_shared<List>();

    out->docs = list->docs;
    out->weights = list->weights;
    for (double &weight : out->weights)
        weight += more;
    return out;
}

ListPtr
list_where(const ListPtr &list, const std::vector<bool> &good)
{
    auto out = new_list(list->docs.size());

    for (size_t i = 0; i < list->docs.size(); i++)
        if (good[i])
            put(*out, list->docs[i], list->weights[i]);
    return out;
}
