/*
 * The plan is walked once more, over the documents of the page only: an
 * operator is followed to those of its children that gave a score, and what a
 * row's part gives is written down.
 */
#include "lib/store/explain.hh"

#include "lib/store/list_ops.hh"

#include <map>

using Xapian::docid;

namespace
{

class Explainer
{
    Matcher &matcher;
    std::map<docid, double *> rows; /* of each hit */

    ListPtr find(const struct plan &plan, double factor, const ListPtr &among);
    void write(const struct plan &plan, double factor, const ListPtr &among);
    void walk_any(const struct plan &plan, double factor, const ListPtr &among);
    void walk_best(const struct plan &plan, double factor,
                   const ListPtr &among);

  public:
    explicit Explainer(Matcher &matcher_) : matcher(matcher_)
    {
    }

    void add(docid did, double *numbers)
    {
        rows.emplace(did, numbers);
    }

    /* The hits, in the order of documents. */
    ListPtr hits() const;

    /* All of `among` satisfy the plan. */
    void walk(const struct plan &plan, double factor, const ListPtr &among);
};

ListPtr
Explainer::hits() const
{
    auto list = std::make_shared<List>();

    for (const auto &hit : rows) {
        list->docs.push_back(hit.first);
        list->weights.push_back(0);
    }
    return list;
}

ListPtr
Explainer::find(const struct plan &plan, double factor, const ListPtr &among)
{
    return among->docs.empty() ? among : matcher.find(plan, factor, among);
}

void
Explainer::write(const struct plan &plan, double factor, const ListPtr &among)
{
    ListPtr found = find(*plan.children[0], factor, among);

    for (size_t i = 0; i < found->docs.size(); i++)
        rows[found->docs[i]][plan.row - 1] += found->weights[i];
}

void
Explainer::walk_any(const struct plan &plan, double factor,
                    const ListPtr &among)
{
    for (size_t i = 0; i < plan.child_count; i++)
        walk(*plan.children[i], factor, find(*plan.children[i], 1, among));
}

/* Only the child counts that gave the best score, the first of equals. */
void
Explainer::walk_best(const struct plan &plan, double factor,
                     const ListPtr &among)
{
    std::map<docid, std::pair<double, size_t>> best;

    for (size_t i = 0; i < plan.child_count; i++) {
        ListPtr found = find(*plan.children[i], 1, among);

        for (size_t j = 0; j < found->docs.size(); j++) {
            std::pair<double, size_t> one(found->weights[j], i);
            auto known = best.emplace(found->docs[j], one);

            if (!known.second && known.first->second.first < one.first)
                known.first->second = one;
        }
    }
    for (size_t i = 0; i < plan.child_count; i++) {
        auto won = std::make_shared<List>();

        for (const auto &one : best) {
            if (one.second.second != i)
                continue;
            won->docs.push_back(one.first);
            won->weights.push_back(0);
        }
        walk(*plan.children[i], factor, won);
    }
}

void
Explainer::walk(const struct plan &plan, double factor, const ListPtr &among)
{
    if (among->docs.empty() || factor == 0)
        return;
    switch (plan.kind) {
    case PLAN_AND:
        for (size_t i = 0; i < plan.child_count; i++)
            walk(*plan.children[i], factor, among);
        break;
    case PLAN_OR:
        walk_any(plan, factor, among);
        break;
    case PLAN_MAX:
        walk_best(plan, factor, among);
        break;
    case PLAN_MAYBE:
        walk(*plan.children[0], factor, among);
        walk(*plan.children[1], factor, find(*plan.children[1], 1, among));
        break;
    case PLAN_SCALE:
        if (plan.row > 0)
            write(plan, factor * plan.factor, among);
        else
            walk(*plan.children[0], factor * plan.factor, among);
        break;
    case PLAN_NOT:
    case PLAN_RAISE:
        walk(*plan.children[0], factor, among);
        break;
    default: /* of no row */
        break;
    }
}

} // namespace

void
explain_hits(struct store_hits &hits, Matcher &matcher,
             const struct store_ask *ask, const std::vector<Scored> &docs,
             struct arena *arena)
{
    Explainer explainer(matcher);

    for (size_t i = 0; i < hits.count; i++) {
        hits.list[i].rows = static_cast<double *>(
            arena_alloc(arena, ask->row_count * sizeof *hits.list[i].rows));
        explainer.add(docs[i].first, hits.list[i].rows);
    }
    if (!ask->unranked)
        explainer.walk(*ask->plan, 1, explainer.hits());
}
