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
static const double POLL = 0.010;

typedef struct {
  pthread_mutex_t lock;      // of everything below
  pthread_cond_t changed;
  int done, abandoned;
  int stop;                  // what the caller's watcher said while GLPK was silent
  cglpk_problem problem;     // of the thread alone
  cglpk_options options;
  cglpk_watcher watcher;     // the caller's; not after it walked away
  void *context;
  cglpk_progress progress;   // the last that is known
  double *incumbent;         // the best point that is known; NULL for none
  double incumbent_objective;
  cglpk_result result;
} job;

// The interior-point method has no point before the end, so there is nothing to wait for.
static int is_interior(const cglpk_problem *p, const cglpk_options *o) {
  return !p->mixed_integer && o->method == CGLPK_INTERIOR_POINT;
}

// Small programs have no long silences, and a thread would be a good part of the work.
int cglpk_needs_thread(const cglpk_problem *p, const cglpk_options *o) {
  return is_interior(p, o) || (o->exact && !p->mixed_integer)
    || (int64_t)p->entries + p->rows + p->columns > 20000;
}

static void free_job(job *j) {
  pthread_mutex_destroy(&j->lock);
  pthread_cond_destroy(&j->changed);
  cglpk_release(&j->result);
  free(j->incumbent);
  free(j);
}

static job *make_job(
  const cglpk_problem *p, const cglpk_options *o, cglpk_watcher watcher, void *context
) {
  job *j = calloc(1, sizeof *j);
  if (j == NULL) return NULL;
  j->problem = *p;
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

static void keep_incumbent(job *j, const cglpk_progress *progress) {
  size_t size = (size_t)progress->point_count * sizeof(double);
  if (j->incumbent == NULL) j->incumbent = malloc(size);
  if (j->incumbent == NULL) return;
  memcpy(j->incumbent, progress->point, size);
  j->incumbent_objective = progress->incumbent;
}

// Hands the progress on to the caller's watcher, unless the caller is gone.
static int32_t relay(void *context, const cglpk_progress *progress) {
  job *j = context;
  int32_t answer = CGLPK_CANCEL;
  pthread_mutex_lock(&j->lock);
  if (!j->abandoned) {
    if (progress->improved && progress->point != NULL) keep_incumbent(j, progress);
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
  cglpk_solve_here(&j->problem, &j->options, relay, j, &j->result);
  pthread_mutex_lock(&j->lock);
  j->done = 1;
  int abandoned = j->abandoned;
  pthread_cond_signal(&j->changed);
  pthread_mutex_unlock(&j->lock);
  if (abandoned) free_job(j);
  return NULL;
}

// MARK: - On the caller's thread

static void wait_for_change(job *j, double seconds) {
  long nanoseconds = seconds > 0 ? (long)(1e9 * seconds) : 0;
  struct timespec time = {0, nanoseconds};
#ifdef __APPLE__
  pthread_cond_timedwait_relative_np(&j->changed, &j->lock, &time);
#else
  clock_gettime(CLOCK_MONOTONIC, &time);
  time.tv_nsec += nanoseconds;
  if (time.tv_nsec >= 1000000000) {
    time.tv_nsec -= 1000000000;
    time.tv_sec++;
  }
  pthread_cond_timedwait(&j->changed, &j->lock, &time);
#endif
}

// Waits for the end, or until the time `last` or the watcher gives a reason not to; the lock is held.
static int wait_for(job *j, double last, double patience) {
  double stopped_at = -1;
  while (!j->done) {
    double now = cglpk_now();
    if (last >= 0 && now >= last) return CGLPK_TIME_LIMIT;
    wait_for_change(j, last >= 0 && last - now < POLL ? last - now : POLL);
    if (j->done) break;
    if (stopped_at >= 0) {
      if (cglpk_now() < stopped_at + patience) continue;
      return j->stop == CGLPK_CANCEL ? CGLPK_CANCELLED : CGLPK_STOPPED;
    }
    // While GLPK is silent nobody else asks.
    if (j->watcher != NULL) j->stop = j->watcher(j->context, &j->progress);
    if (j->stop != CGLPK_CONTINUE) stopped_at = cglpk_now();
  }
  return 0;
}

// What is known of a run that goes on without us.
static void take_progress(job *j, int status, cglpk_result *r) {
  cglpk_clear(r);
  r->status = status;
  r->iterations = j->progress.iterations;
  r->nodes = j->progress.nodes;
  r->has_bound = j->progress.has_bound;
  r->bound = j->progress.bound;
  cglpk_give_point(j->incumbent, j->incumbent_objective, r);
  j->incumbent = NULL;
}

static void fail(cglpk_problem *problem, cglpk_result *result, const char *words) {
  cglpk_release_problem(problem);
  cglpk_clear(result);
  result->status = CGLPK_ERROR;
  snprintf(result->message, sizeof result->message, "%s", words);
}

void cglpk_solve_apart(
  cglpk_problem *problem, const cglpk_options *options, cglpk_watcher watcher,
  void *context, cglpk_result *result
) {
  int waits = !is_interior(problem, options);
  double last = options->seconds < 0 ? -1 : cglpk_now() + options->seconds;
  if (last >= 0 && waits) last += PATIENCE_PAST_DEADLINE;
  job *j = make_job(problem, options, watcher, context);
  if (j == NULL) return fail(problem, result, "out of memory");
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, 8 << 20);  // a watcher may run here
  pthread_t thread;
  int code = pthread_create(&thread, &attributes, work, j);
  pthread_attr_destroy(&attributes);
  if (code != 0) {
    free_job(j);
    return fail(problem, result, "no thread for the solve");
  }
  pthread_mutex_lock(&j->lock);
  int status = wait_for(j, last, waits ? PATIENCE_PAST_STOP : 0);
  if (status == 0) {
    pthread_mutex_unlock(&j->lock);
    pthread_join(thread, NULL);
    *result = j->result;
    j->result.storage = NULL;
    free_job(j);
  } else {
    take_progress(j, status, result);
    j->abandoned = 1;
    pthread_detach(thread);
    pthread_mutex_unlock(&j->lock);
  }
}

#endif
