/*
 * status: the index that is served, and the process that serves it.
 */
#include "lib/engine/context.h"
#include "lib/sandbox/sandbox.h"
#include "lib/wire/json_out.h"

static const char *
state_of(const struct context *context)
{
    if (context->library == NULL)
        return "unavailable";
    return context->trouble.code == STATUS_OK ? "serving" : "degraded";
}

void
status_put_index(struct buf *out, const struct context *context)
{
    struct store_identity identity;
    struct counts counts;

    json_put_key(out, "index");
    if (context->library == NULL ||
        library_counts(context->library, "all", context->arena, &counts,
                       NULL) != STATUS_OK) {
        buf_put_text(out, "null");
        return;
    }
    identity = store_identify(context->library->store);
    buf_put_byte(out, '{');
    json_put_member(out, "uuid", identity.uuid);
    json_put_member_number(out, "generation", identity.generation);
    json_put_member_number(out, "resolutions", (long long)counts.resolutions);
    json_put_member_number(out, "clauses", (long long)counts.clauses);
    json_put_member_number(out, "footnotes", (long long)counts.footnotes);
    buf_put_byte(out, '}');
}

/* What the process that searches can still do, should it be taken over. */
static void
put_sandbox(struct buf *out, const struct sandbox *sandbox)
{
    json_put_key(out, "sandbox");
    if (sandbox == NULL) {
        buf_put_text(out, "null");
        return;
    }
    buf_put_byte(out, '{');
    json_put_member_bool(out, "seccomp", sandbox->seccomp);
    json_put_member_bool(out, "landlock", sandbox->landlock);
    buf_put_byte(out, '}');
}

bool
status_answer(struct context *context, const struct request *request,
              struct buf *out, struct reply_error *error)
{
    bool troubled = context->trouble.code != STATUS_OK;

    (void)request;
    (void)error;
    buf_put_byte(out, '{');
    json_put_member(out, "version", CLAUSE_VERSION);
    json_put_member(out, "state", state_of(context));
    json_put_member(out, "reason", troubled ? context->trouble.text : NULL);
    json_put_member(out, "fix", troubled ? context->fix : NULL);
    status_put_index(out, context);
    put_sandbox(out, context->sandbox);
    json_put_key(out, "process");
    if (context->process_len == 0)
        buf_put_text(out, "null");
    else
        buf_put(out, context->process, context->process_len);
    buf_put_byte(out, '}');
    return true;
}
