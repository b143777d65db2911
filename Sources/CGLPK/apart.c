#include "CGLPKPrivate.h"

#if GLPK

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// A solve on a thread of its own, from which the caller can walk away.
//
// GLPK factorizes, preprocesses and verifies without a look at any clock. No thread can be ended from
// outside, but nobody has to wait for it: it owns all that it writes to, and ends by itself the next
// time that GLPK calls us.

// By then a run that can end in good order has ended.
static const double PATIENCE_PAST_DEADLINE = 0.040;
static const double PATIENCE_PAST_STOP = 0.025;
static const long POLL_NANOSECONDS = 10000000;

typedef struct {
  pthread_mutex_t lock;      // of everything below
  pthread_cond_t changed;
  int built, done, abandoned;
  int stop;                  // what the caller's watcher said while GLPK was silent
  const cglpk_problem *problem;  // until it is built
  cglpk_options options;
  cglpk_watcher watcher;     // the caller's; not after it walked away
  void *context;
  cglpk_progress progress;   // the last that is known
  double *incumbent;         // [columns]
  int has_incumbent_point;
  cglpk_result result;       // with arrays of its own
  void *storage;
} job;

// Small programs have no long silences, and a thread would be a good part of the work.
int cglpk_needs_thread(const cglpk_problem *p, const cglpk_options *o) {
  int interior = p->integral == NULL && o->method == CGLPK_INTERIOR_POINT;
  return interior || (o->exact && p->integral == NULL)
    || (int64_t)p->entries + p->rows + p->columns > 20000;
}

static void free_job(job *j) {
  pthread_mutex_destroy(&j->lock);
  pthread_cond_destroy(&j->changed);
  free(j->storage);
  free(j);
}

// One block for all arrays of the result that the caller wants, and for the incumbent.
static int allocate(job *j, const cglpk_problem *p, const cglpk_result *wanted) {
  size_t m = (size_t)p->rows, n = (size_t)p->columns;
  double *next = calloc(5 * n + 4 * m + 1, sizeof(double) + 2);
  if (next == NULL) return 0;
  j->storage = next;
  j->incumbent = next; next += n;
  j->result.primal = next; next += n;
  j->result.reduced_costs = next; next += n;
  j->result.cost_ranges = wanted->cost_ranges == NULL ? NULL : next; next += 2 * n;
  j->result.activity = next; next += m;
  j->result.duals = next; next += m;
  j->result.side_ranges = wanted->side_ranges == NULL ? NULL : next; next += 2 * m;
  j->result.column_basis = (uint8_t *)next;
  j->result.row_basis = (uint8_t *)next + n;
  return 1;
}

static job *make_job(
  const cglpk_problem *p, const cglpk_options *o, cglpk_watcher watcher, void *context,
  const cglpk_result *wanted
) {
  job *j = calloc(1, sizeof *j);
  if (j == NULL) return NULL;
  if (!allocate(j, p, wanted)) {
    free(j);
    return NULL;
  }
  j->problem = p;
  j->options = *o;
  j->watcher = watcher;
  j->context = context;
  pthread_mutex_init(&j->lock, NULL);
#ifdef __APPLE__
  pthread_cond_init(&j->changed, NULL);
#else
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_cond_init(&j->changed, &attributes);
  pthread_condattr_destroy(&attributes);
#endif
  return j;
}

// MARK: - On the thread

static void on_built(void *context) {
  job *j = context;
  pthread_mutex_lock(&j->lock);
  j->built = 1;
  j->problem = NULL;
  pthread_cond_signal(&j->changed);
  pthread_mutex_unlock(&j->lock);
}

// Hands the progress on to the caller's watcher, unless the caller is gone.
static int32_t relay(void *context, const cglpk_progress *progress) {
  job *j = context;
  int32_t answer = CGLPK_CANCEL;
  pthread_mutex_lock(&j->lock);
  if (!j->abandoned) {
    if (progress->improved && progress->point != NULL) {
      memcpy(j->incumbent, progress->point, (size_t)progress->point_count * sizeof(double));
      j->has_incumbent_point = 1;
    }
    j->progress = *progress;
    j->progress.improved = 0;
    j->progress.point = NULL;
    answer = j->stop;
    if (answer == CGLPK_CONTINUE && j->watcher != NULL) answer = j->watcher(j->context, progress);
  }
  pthread_mutex_unlock(&j->lock);
  return answer;
}

static void *work(void *context) {
  job *j = context;
  cglpk_solve_here(j->problem, &j->options, relay, j, on_built, &j->result);
  pthread_mutex_lock(&j->lock);
  j->done = 1;
  int abandoned = j->abandoned;
  pthread_cond_signal(&j->changed);
  pthread_mutex_unlock(&j->lock);
  if (abandoned) free_job(j);
  return NULL;
}

// MARK: - On the caller's thread

static void wait_a_little(job *j) {
#ifdef __APPLE__
  struct timespec time = {0, POLL_NANOSECONDS};
  pthread_cond_timedwait_relative_np(&j->changed, &j->lock, &time);
#else
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  time.tv_nsec += POLL_NANOSECONDS;
  if (time.tv_nsec >= 1000000000) {
    time.tv_nsec -= 1000000000;
    time.tv_sec++;
  }
  pthread_cond_timedwait(&j->changed, &j->lock, &time);
#endif
}

// Waits for the end, or until there is a reason not to; the lock is held.
static int wait_for(job *j, double deadline) {
  double stopped_at = -1;
  // The thread reads the caller's arrays until then.
  while (!j->built && !j->done) pthread_cond_wait(&j->changed, &j->lock);
  while (!j->done) {
    wait_a_little(j);
    double now = cglpk_now();
    if (j->done) break;
    if (deadline >= 0 && now >= deadline + PATIENCE_PAST_DEADLINE) return CGLPK_TIME_LIMIT;
    if (stopped_at >= 0) {
      if (now < stopped_at + PATIENCE_PAST_STOP) continue;
      return j->stop == CGLPK_CANCEL ? CGLPK_CANCELLED : CGLPK_STOPPED;
    }
    // While GLPK is silent nobody else asks.
    if (j->watcher != NULL) j->stop = j->watcher(j->context, &j->progress);
    if (j->stop != CGLPK_CONTINUE) stopped_at = now;
  }
  return 0;
}

static void copy(void *to, const void *from, size_t size) {
  if (to != NULL && from != NULL && size > 0) memcpy(to, from, size);
}

static void copy_result(const job *j, const cglpk_problem *p, cglpk_result *r) {
  size_t m = (size_t)p->rows, n = (size_t)p->columns;
  cglpk_result own = j->result;
  copy(r->primal, own.primal, n * sizeof(double));
  copy(r->reduced_costs, own.reduced_costs, n * sizeof(double));
  copy(r->cost_ranges, own.cost_ranges, 2 * n * sizeof(double));
  copy(r->activity, own.activity, m * sizeof(double));
  copy(r->duals, own.duals, m * sizeof(double));
  copy(r->side_ranges, own.side_ranges, 2 * m * sizeof(double));
  copy(r->column_basis, own.column_basis, n);
  copy(r->row_basis, own.row_basis, m);
  own.primal = r->primal;
  own.reduced_costs = r->reduced_costs;
  own.cost_ranges = r->cost_ranges;
  own.activity = own.activity == NULL ? NULL : r->activity;
  own.duals = r->duals;
  own.side_ranges = r->side_ranges;
  own.column_basis = r->column_basis;
  own.row_basis = r->row_basis;
  *r = own;
}

// What is known of a run that goes on without us.
static void copy_progress(const job *j, int status, const cglpk_problem *p, cglpk_result *r) {
  cglpk_clear(r);
  r->status = status;
  r->iterations = j->progress.iterations;
  r->nodes = j->progress.nodes;
  r->has_bound = j->progress.has_bound;
  r->bound = j->progress.bound;
  if (!j->has_incumbent_point) return;
  r->has_point = 1;
  r->objective = j->progress.incumbent;
  copy(r->primal, j->incumbent, (size_t)p->columns * sizeof(double));
  r->activity = NULL;  // the caller computes them from the point
}

static void fail(cglpk_result *result, const char *words) {
  cglpk_clear(result);
  result->status = CGLPK_ERROR;
  snprintf(result->message, sizeof result->message, "%s", words);
}

void cglpk_solve_apart(
  const cglpk_problem *problem, const cglpk_options *options, cglpk_watcher watcher,
  void *context, cglpk_result *result
) {
  double deadline = options->seconds < 0 ? -1 : cglpk_now() + options->seconds;
  job *j = make_job(problem, options, watcher, context, result);
  if (j == NULL) return fail(result, "out of memory");
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, 8 << 20);  // a watcher may run here
  pthread_t thread;
  int code = pthread_create(&thread, &attributes, work, j);
  pthread_attr_destroy(&attributes);
  if (code != 0) {
    free_job(j);
    return fail(result, "no thread for the solve");
  }
  pthread_mutex_lock(&j->lock);
  int status = wait_for(j, deadline);
  if (status == 0) {
    pthread_mutex_unlock(&j->lock);
    pthread_join(thread, NULL);
    copy_result(j, problem, result);
    free_job(j);
  } else {
    copy_progress(j, status, problem, result);
    j->abandoned = 1;
    pthread_detach(thread);
    pthread_mutex_unlock(&j->lock);
  }
}

#endif
