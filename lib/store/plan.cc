#include "lib/store/plan.hh"

#include "lib/store/near.hh"

#include <vector>

static Xapian::Query
combine(Xapian::Query::op op, const struct plan &plan)
{
    std::vector<Xapian::Query> children;

    children.reserve(plan.child_count);
    for (size_t i = 0; i < plan.child_count; i++)
        children.push_back(plan_query(*plan.children[i]));
    return Xapian::Query(op, children.begin(), children.end());
}

static Xapian::Query
pair(Xapian::Query::op op, const struct plan &plan)
{
    return Xapian::Query(op, plan_query(*plan.children[0]),
                         plan_query(*plan.children[1]));
}

static Xapian::Query
flat(const struct plan &plan)
{
    Xapian::PostingSource *constant =
        new Xapian::FixedWeightPostingSource(plan.factor);
    Xapian::Query weighted(constant->release());

    return Xapian::Query(Xapian::Query::OP_FILTER, weighted,
                         plan_query(*plan.children[0]));
}

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

static std::shared_ptr<const NearRule>
near_rule(const struct plan &plan)
{
    auto rule = std::make_shared<NearRule>();

    rule->spans = {plan.distance, plan.ordered, false};
    rule->operands.resize(plan.child_count);
    for (size_t i = 0; i < plan.child_count; i++)
        add_phrases(rule->operands[i], *plan.children[i]);
    return rule;
}

/* The words give the score, the source what is near enough. */
static Xapian::Query
near(const struct plan &plan)
{
    Xapian::PostingSource *source = new NearSource(near_rule(plan));
    Xapian::Query found(source->release());

    return Xapian::Query(Xapian::Query::OP_FILTER,
                         combine(Xapian::Query::OP_AND, plan), found);
}

Xapian::Query
plan_query(const struct plan &plan)
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
    case PLAN_NOT:
        return pair(Xapian::Query::OP_AND_NOT, plan);
    case PLAN_MAYBE:
        return pair(Xapian::Query::OP_AND_MAYBE, plan);
    case PLAN_SCALE:
        return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT,
                             plan_query(*plan.children[0]), plan.factor);
    case PLAN_FLAT:
        return flat(plan);
    case PLAN_NONE:
        break;
    }
    return Xapian::Query();
}
