/*
 * Two rings within one another, once for each kind of turns. Peers and
 * connections are here only as long as they have something waiting; there are
 * few, so they are looked for one by one, in the ring of TURNS_WORK, which has
 * all of them as the others have.
 */
#include "daemon/queue.h"

#include "lib/base/list.h"
#include "lib/base/memory.h"

#include <stdlib.h>

TAILQ_HEAD(queue_clients, queue_client);

/* Of each kind of turns. */
struct queue_peer_turns {
    TAILQ_ENTRY(queue_peer) link;
    bool had_fresh;               /* the last was a fresh connection's */
    struct queue_clients clients; /* the next in turn first */
};

struct queue_peer {
    struct queue_peer_turns turns[TURNS_COUNT];
    uint64_t key;
    size_t count;
};

/* Of each kind of turns. */
struct queue_client_turns {
    TAILQ_ENTRY(queue_client) link;
    bool fresh; /* has had none yet */
};

struct queue_client {
    struct queue_client_turns turns[TURNS_COUNT];
    struct queue_peer *peer;
    uint64_t handle;
    bool held;
    size_t count;
    struct job_list lanes[JOB_LANES]; /* oldest first */
};

static const enum queue_turns lane_turns[JOB_LANES] = {
    [JOB_WORK] = TURNS_WORK,
    [JOB_FAST] = TURNS_FAST,
};

void
queue_init(struct queue *queue)
{
    *queue = (struct queue){.count = 0};
    for (int kind = 0; kind < TURNS_COUNT; kind++)
        TAILQ_INIT(&queue->peers[kind]);
    TAILQ_INIT(&queue->all);
}

void
queue_deinit(struct queue *queue)
{
    while (!TAILQ_EMPTY(&queue->all))
        job_free(queue_remove(queue, TAILQ_FIRST(&queue->all)));
}

static struct queue_peer *
queue_find_peer(const struct queue *queue, uint64_t key)
{
    struct queue_peer *peer;

    list_each (peer, &queue->peers[TURNS_WORK], turns[TURNS_WORK].link)
        if (peer->key == key)
            return peer;
    return NULL;
}

static struct queue_client *
queue_find_client(const struct queue_peer *peer, uint64_t handle)
{
    struct queue_client *client;

    list_each (client, &peer->turns[TURNS_WORK].clients, turns[TURNS_WORK].link)
        if (client->handle == handle)
            return client;
    return NULL;
}

static struct queue_peer *
queue_add_peer(struct queue *queue, uint64_t key)
{
    struct queue_peer *peer = memory_alloc(sizeof *peer);

    peer->key = key;
    for (int kind = 0; kind < TURNS_COUNT; kind++) {
        TAILQ_INIT(&peer->turns[kind].clients);
        TAILQ_INSERT_TAIL(&queue->peers[kind], peer, turns[kind].link);
    }
    return peer;
}

static struct queue_client *
queue_add_client(struct queue_peer *peer, uint64_t handle)
{
    struct queue_client *client = memory_alloc(sizeof *client);

    client->peer = peer;
    client->handle = handle;
    for (int lane = 0; lane < JOB_LANES; lane++)
        TAILQ_INIT(&client->lanes[lane]);
    for (int kind = 0; kind < TURNS_COUNT; kind++) {
        client->turns[kind].fresh = true;
        TAILQ_INSERT_TAIL(&peer->turns[kind].clients, client, turns[kind].link);
    }
    return client;
}

/* Where the request belongs, made if it is not there yet; counted. */
static struct queue_client *
queue_place(struct queue *queue, struct job *job)
{
    struct queue_peer *peer = queue_find_peer(queue, job->peer);
    struct queue_client *client;

    if (peer == NULL)
        peer = queue_add_peer(queue, job->peer);
    client = queue_find_client(peer, job->client);
    if (client == NULL)
        client = queue_add_client(peer, job->client);
    job->place = client;
    client->count++;
    peer->count++;
    queue->count++;
    queue->lanes[job->lane]++;
    return client;
}

void
queue_put(struct queue *queue, struct job *job)
{
    struct queue_client *client = queue_place(queue, job);

    TAILQ_INSERT_TAIL(&client->lanes[job->lane], job, link);
    TAILQ_INSERT_TAIL(&queue->all, job, age);
}

void
queue_put_back(struct queue *queue, struct job *job)
{
    struct queue_client *client = queue_place(queue, job);
    struct queue_peer *peer = client->peer;
    enum queue_turns kind = lane_turns[job->lane];
    struct queue_peers *peers = &queue->peers[kind];
    struct queue_clients *clients = &peer->turns[kind].clients;

    peer->turns[kind].had_fresh = false;
    client->turns[kind].fresh = true; /* its turn comes again */
    TAILQ_INSERT_HEAD(&client->lanes[job->lane], job, link);
    TAILQ_INSERT_HEAD(&queue->all, job, age);
    TAILQ_REMOVE(clients, client, turns[kind].link);
    TAILQ_INSERT_HEAD(clients, client, turns[kind].link);
    TAILQ_REMOVE(peers, peer, turns[kind].link);
    TAILQ_INSERT_HEAD(peers, peer, turns[kind].link);
}

static void
queue_forget_client(struct queue_client *client)
{
    for (int kind = 0; kind < TURNS_COUNT; kind++)
        TAILQ_REMOVE(&client->peer->turns[kind].clients, client,
                     turns[kind].link);
    free(client);
}

static void
queue_forget_peer(struct queue *queue, struct queue_peer *peer)
{
    for (int kind = 0; kind < TURNS_COUNT; kind++)
        TAILQ_REMOVE(&queue->peers[kind], peer, turns[kind].link);
    free(peer);
}

struct job *
queue_remove(struct queue *queue, struct job *job)
{
    struct queue_client *client = job->place;
    struct queue_peer *peer = client->peer;

    TAILQ_REMOVE(&client->lanes[job->lane], job, link);
    TAILQ_REMOVE(&queue->all, job, age);
    job->place = NULL;
    queue->count--;
    queue->lanes[job->lane]--;
    if (--client->count == 0)
        queue_forget_client(client);
    if (--peer->count == 0)
        queue_forget_peer(queue, peer);
    return job;
}

struct queue_choice {
    enum job_lane lane;
    enum queue_taste taste;
    enum queue_turns kind;
    const struct cost *cost;
};

static bool
queue_is_cheap(const struct job *job, const struct queue_choice *choice)
{
    return cost_is_cheap(choice->cost, job->client, job->peer);
}

/* The connection's next one, or NULL. */
static struct job *
queue_next_of_client(const struct queue_client *client,
                     const struct queue_choice *choice)
{
    struct job *job = TAILQ_FIRST(&client->lanes[choice->lane]);

    if (job == NULL || (client->held && !job->handed))
        return NULL;
    return choice->taste == QUEUE_CHEAP && !queue_is_cheap(job, choice) ? NULL
                                                                        : job;
}

/* The first in turn, of all or of the fresh ones; NULL: none may. */
static struct job *
queue_next_among(const struct queue_peer *peer,
                 const struct queue_choice *choice, bool fresh)
{
    enum queue_turns kind = choice->kind;
    struct queue_client *client;

    list_each (client, &peer->turns[kind].clients, turns[kind].link) {
        struct job *job = queue_next_of_client(client, choice);

        if (job != NULL && (client->turns[kind].fresh || !fresh))
            return job;
    }
    return NULL;
}

/* What the peer may have worked on next, or NULL. */
static struct job *
queue_next_of(const struct queue_peer *peer, const struct queue_choice *choice)
{
    struct job *job = NULL;

    if (!peer->turns[choice->kind].had_fresh)
        job = queue_next_among(peer, choice, true);
    return job != NULL ? job : queue_next_among(peer, choice, false);
}

/* The connection, and its peer, have had their turn. */
static void
queue_turn(struct queue *queue, struct queue_client *client,
           enum queue_turns kind)
{
    struct queue_peer *peer = client->peer;
    struct queue_peer_turns *turns = &peer->turns[kind];
    bool *fresh = &client->turns[kind].fresh;

    turns->had_fresh = *fresh && !turns->had_fresh;
    *fresh = false;
    TAILQ_REMOVE(&turns->clients, client, turns[kind].link);
    TAILQ_INSERT_TAIL(&turns->clients, client, turns[kind].link);
    TAILQ_REMOVE(&queue->peers[kind], peer, turns[kind].link);
    TAILQ_INSERT_TAIL(&queue->peers[kind], peer, turns[kind].link);
}

struct job *
queue_take(struct queue *queue, enum job_lane lane, enum queue_taste taste,
           const struct cost *cost)
{
    const struct queue_choice choice = {
        .lane = lane,
        .taste = taste,
        .kind = taste == QUEUE_CHEAP ? TURNS_CHEAP : lane_turns[lane],
        .cost = cost};
    const struct queue_peer *peer;
    struct job *job = NULL;

    if (queue->lanes[lane] == 0)
        return NULL;
    list_each (peer, &queue->peers[choice.kind], turns[choice.kind].link)
        if ((job = queue_next_of(peer, &choice)) != NULL)
            break;
    if (job == NULL ||
        (taste == QUEUE_CHEAP_NEXT && !queue_is_cheap(job, &choice)))
        return NULL;
    queue_turn(queue, job->place, choice.kind);
    return queue_remove(queue, job);
}

void
queue_hold(struct queue *queue, uint64_t client, bool held)
{
    const struct queue_peer *peer;

    list_each (peer, &queue->peers[TURNS_WORK], turns[TURNS_WORK].link) {
        struct queue_client *found = queue_find_client(peer, client);

        if (found != NULL)
            found->held = held;
    }
}

struct job *
queue_find(const struct queue *queue, uint64_t client, const char *id,
           size_t id_len)
{
    struct job *job;

    list_each (job, &queue->all, age)
        if (job_is(job, client, id, id_len))
            return job;
    return NULL;
}

static struct queue_peer *
queue_largest_peer(const struct queue *queue)
{
    struct queue_peer *peer, *largest = NULL;

    list_each (peer, &queue->peers[TURNS_WORK], turns[TURNS_WORK].link)
        if (largest == NULL || peer->count > largest->count)
            largest = peer;
    return largest;
}

static struct queue_client *
queue_largest_client(const struct queue_peer *peer)
{
    struct queue_client *client, *largest = NULL;

    list_each (client, &peer->turns[TURNS_WORK].clients, turns[TURNS_WORK].link)
        if (largest == NULL || client->count > largest->count)
            largest = client;
    return largest;
}

static struct job *
queue_newest_of(const struct queue_client *client)
{
    struct job *job = TAILQ_LAST(&client->lanes[JOB_WORK], job_list);

    return job != NULL ? job : TAILQ_LAST(&client->lanes[JOB_FAST], job_list);
}

struct job *
queue_victim(const struct queue *queue, const struct job *job)
{
    const struct queue_peer *largest = queue_largest_peer(queue);
    const struct queue_peer *own = queue_find_peer(queue, job->peer);
    const struct queue_client *client, *own_client;

    if (largest == NULL)
        return NULL;
    if (largest->count > (own == NULL ? 0 : own->count) + 1)
        return queue_newest_of(queue_largest_client(largest));
    if (own == NULL)
        return NULL;
    client = queue_largest_client(own);
    own_client = queue_find_client(own, job->client);
    if (client->count > (own_client == NULL ? 0 : own_client->count) + 1)
        return queue_newest_of(client);
    return NULL;
}
