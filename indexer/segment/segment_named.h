/*
 * What the name of a file says of the resolution in it, as ITU publishes
 * them: "T-RES-T.59-2012-MSW-E.docx", "R-RES-R.1-8-2019-PDF-E.pdf".
 */
#pragma once

struct named {
    const char *body; /* "wtsa"; NULL: the name does not say */
    unsigned number;  /* 59; 0: the name is of another form */
    unsigned year;    /* 2012 */
    char language[2]; /* "E", or "" */
};

/* The name may have folders in front. */
struct named named_read(const char *file);
