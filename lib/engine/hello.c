/*
 * hello and cancel: what a client asks before and beside its questions.
 */
#include "lib/wire/hello.h"
#include "lib/engine/context.h"
#include "lib/wire/json_out.h"

static void
put_limits(struct buf *out, const struct limits *limits)
{
    json_put_key(out, "limits");
    buf_put_byte(out, '{');
    for (int i = 0; i < LIMIT_COUNT; i++)
        json_put_member_number(out, limit_specs[i].name,
                               limits_get(limits, (enum limit)i));
    buf_put_byte(out, '}');
}

bool
hello_answer(struct context *context, const struct request *request,
             struct buf *out, struct reply_error *error)
{
    const char *methods[METHOD_COUNT];
    struct hello hello;

    (void)request;
    if (!hello_read(&hello, context->scan, error))
        return false;
    for (int i = 0; i < METHOD_COUNT; i++)
        methods[i] = method_specs[i].name;
    buf_printf(out, "{\"protocol\":[%d,%d]", PROTOCOL_MAJOR, PROTOCOL_MINOR);
    json_put_member(out, "server",
                    context->process_len > 0 ? "claused " CLAUSE_VERSION
                                             : "clause " CLAUSE_VERSION);
    status_put_index(out, context);
    put_limits(out, context->limits);
    json_put_member_texts(out, "methods", methods, METHOD_COUNT);
    buf_put_byte(out, '}');
    return true;
}

/* The main process knows what is under way; alone, there is nothing. */
bool
cancel_answer(struct context *context, const struct request *request,
              struct buf *out, struct reply_error *error)
{
    (void)context;
    (void)request;
    (void)error;
    buf_put_text(out, "{\"cancelled\":false}");
    return true;
}
