#include "lib/store/plan.hh"

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

NearRule
plan_near(const struct plan &plan)
{
    NearRule rule = {{}, {plan.distance, plan.ordered, false}};

    rule.operands.resize(plan.child_count);
    for (size_t i = 0; i < plan.child_count; i++)
        add_phrases(rule.operands[i], *plan.children[i]);
    return rule;
}

Xapian::Query
plan_query(const struct plan &plan)
{
    std::vector<std::string> terms;

    if (plan.kind == PLAN_TERM)
        return Xapian::Query(plan.term);
    for (size_t i = 0; i < plan.child_count; i++)
        terms.emplace_back(plan.children[i]->term);
    return Xapian::Query(Xapian::Query::OP_SYNONYM, terms.begin(), terms.end());
}
