#include "lib/store/plan.hh"

#include "lib/store/near.hh"

#include <vector>

static void
add_phrases(std::vector<NearPhrase> &out, const struct plan &plan)
{
    NearPhrase phrase;

    if (plan.kind == PLAN_TERM) {
        out.push_back({plan.term});
    } else if (plan.kind == PLAN_PHRASE) {
        for (size_t i = 0; i < plan.child_count; i++)
            phrase.push_back(plan.children[i]->term);
        out.push_back(phrase);
    } else {
        for (size_t i = 0; i < plan.child_count; i++)
            add_phrases(out, *plan.children[i]);
    }
}

static NearRule
near_rule(const struct plan &plan)
{
    NearRule rule = {{}, {plan.distance, plan.ordered, false}};

    rule.operands.resize(plan.child_count);
    for (size_t i = 0; i < plan.child_count; i++)
        add_phrases(rule.operands[i], *plan.children[i]);
    return rule;
}

namespace
{

/* One query in the making. */
class Planner
{
    std::shared_ptr<NearSet> nears;

    Xapian::Query combine(Xapian::Query::op op, const struct plan &plan);
    Xapian::Query pair(Xapian::Query::op op, const struct plan &plan);
    Xapian::Query raise(const struct plan &plan);
    Xapian::Query near(const struct plan &plan);

  public:
    explicit Planner(PlacesKept &kept) : nears(std::make_shared<NearSet>(kept))
    {
    }

    Xapian::Query make(const struct plan &plan);
};

Xapian::Query
Planner::combine(Xapian::Query::op op, const struct plan &plan)
{
    std::vector<Xapian::Query> children;

    children.reserve(plan.child_count);
    for (size_t i = 0; i < plan.child_count; i++)
        children.push_back(make(*plan.children[i]));
    return Xapian::Query(op, children.begin(), children.end());
}

Xapian::Query
Planner::pair(Xapian::Query::op op, const struct plan &plan)
{
    return Xapian::Query(op, make(*plan.children[0]), make(*plan.children[1]));
}

Xapian::Query
Planner::raise(const struct plan &plan)
{
    Xapian::PostingSource *constant =
        new Xapian::FixedWeightPostingSource(plan.factor);
    Xapian::Query weighted(constant->release());

    return Xapian::Query(Xapian::Query::OP_AND, weighted,
                         make(*plan.children[0]));
}

/* The words give the score, the source what is near enough. */
Xapian::Query
Planner::near(const struct plan &plan)
{
    Xapian::PostingSource *source =
        new NearSource(nears, nears->add(near_rule(plan)));
    Xapian::Query found(source->release());

    return Xapian::Query(Xapian::Query::OP_FILTER,
                         combine(Xapian::Query::OP_AND, plan), found);
}

Xapian::Query
Planner::make(const struct plan &plan)
{
    switch (plan.kind) {
    case PLAN_TERM:
        return Xapian::Query(plan.term);
    case PLAN_PHRASE:
        return combine(Xapian::Query::OP_PHRASE, plan);
    case PLAN_NEAR:
        return near(plan);
    case PLAN_SYNONYM:
        return combine(Xapian::Query::OP_SYNONYM, plan);
    case PLAN_AND:
        return combine(Xapian::Query::OP_AND, plan);
    case PLAN_OR:
        return combine(Xapian::Query::OP_OR, plan);
    case PLAN_MAX:
        return combine(Xapian::Query::OP_MAX, plan);
    case PLAN_NOT:
        return pair(Xapian::Query::OP_AND_NOT, plan);
    case PLAN_MAYBE:
        return pair(Xapian::Query::OP_AND_MAYBE, plan);
    case PLAN_SCALE:
        return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT,
                             make(*plan.children[0]), plan.factor);
    case PLAN_RAISE:
        return raise(plan);
    case PLAN_NONE:
        break;
    }
    return Xapian::Query();
}

} // namespace

Xapian::Query
plan_query(const struct plan &plan, PlacesKept &kept)
{
    return Planner(kept).make(plan);
}
