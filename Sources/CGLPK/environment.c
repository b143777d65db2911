#include "CGLPKPrivate.h"

#if GLPK

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// The environment that GLPK keeps for each thread, and the ways out of it.

_Thread_local thread_environment cglpk_environment;

double cglpk_now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static int has_deadline(const guard *g) { return g->deadline >= 0; }

int cglpk_remaining_ms(const guard *g) {
  if (!has_deadline(g)) return INT_MAX;
  double left = 1000 * (g->deadline - cglpk_now());
  if (left <= 1) return 1;
  return left >= INT_MAX ? INT_MAX : (int)left;
}

// Asks the clock and the watcher; the answer is kept.
int cglpk_should_stop(guard *g, double grace) {
  if (g->stop != 0) return 1;
  if (has_deadline(g) && cglpk_now() >= g->deadline + grace) {
    g->stop = CGLPK_TIME_LIMIT;
  } else if (g->watcher != NULL) {
    int answer = g->watcher(g->context, &g->progress);
    g->progress.improved = 0;
    if (answer == CGLPK_STOP) g->stop = CGLPK_STOPPED;
    if (answer == CGLPK_CANCEL) g->stop = CGLPK_CANCELLED;
  }
  if (g->stop != 0) g->stopped_at = cglpk_now();
  return g->stop != 0;
}

static void on_error(void *info) {
  (void)info;
  guard *g = cglpk_environment.current;
  if (g != NULL) longjmp(g->jump, JUMP_ERROR);
}

// Swallows all that GLPK prints, keeps the last words for an error message, and is the one place
// from which a simplex run can be stopped before its time limit: GLPK prints between iterations.
static int on_output(void *info, const char *text) {
  (void)info;
  guard *g = cglpk_environment.current;
  if (g == NULL) return 1;
  size_t length = strlen(text);
  size_t room = sizeof g->words - 1;
  if (length > room) length = room;
  if (g->word_count + length > room) g->word_count = 0;
  memcpy(g->words + g->word_count, text, length);
  g->word_count += length;
  g->words[g->word_count] = 0;
  int iteration = 0;
  char phase = 0;
  if (sscanf(text, "%c%d: obj", &phase, &iteration) == 2 && iteration >= 0) {
    if (g->progress.nodes == 0) g->progress.iterations = iteration;
    g->word_count = 0;
  }
  if (g->interruptible && cglpk_should_stop(g, DEADLINE_GRACE)
      && cglpk_now() >= g->stopped_at + g->patience) {
    longjmp(g->jump, JUMP_STOP);
  }
  return 1;
}

void cglpk_enter(guard *g) {
  g->outer = cglpk_environment.current;
  cglpk_environment.current = g;
  if (cglpk_environment.users++ == 0) glp_init_env();
  glp_error_hook(on_error, NULL);
  glp_term_hook(on_output, NULL);
  glp_term_out(GLP_ON);
}

void cglpk_leave(guard *g) {
  cglpk_environment.current = g->outer;
  if (--cglpk_environment.users == 0) glp_free_env();
}

// After an error or a jump only this cleans up; every problem of the thread goes with it.
void cglpk_leave_and_discard(guard *g) {
  glp_free_env();
  cglpk_environment.generation++;
  cglpk_environment.current = g->outer;
  --cglpk_environment.users;
}

static void copy_words(const guard *g, cglpk_result *result) {
  size_t length = g->word_count;
  while (length > 0 && (g->words[length - 1] == '\n' || g->words[length - 1] == ' ')) length--;
  if (length >= sizeof result->message) length = sizeof result->message - 1;
  memcpy(result->message, g->words, length);
  result->message[length] = 0;
}

void cglpk_clear(cglpk_result *r) {
  r->status = CGLPK_NUMERICAL;
  r->has_point = r->has_duals = r->has_basis = r->has_bound = 0;
  r->has_ranging = 0;
  r->objective = r->bound = 0;
  r->iterations = r->nodes = 0;
  r->message[0] = 0;
}

void cglpk_prepare(guard *g, const cglpk_options *o, cglpk_watcher watcher, void *context) {
  memset(g, 0, sizeof *g);
  g->watcher = watcher;
  g->context = context;
  g->began = cglpk_now();
  g->deadline = o->seconds < 0 ? -1 : g->began + o->seconds;
}

// A run has ended at a limit; should looking for its point end in an error, this is the answer.
void cglpk_keep_for_failure(guard *g, const cglpk_result *r) {
  g->stop = r->status;
  g->progress.iterations = r->iterations;
  g->progress.has_bound = r->has_bound;
  g->progress.bound = r->bound;
}

// What is left when the run was jumped out of.
void cglpk_copy_abandoned(guard *g, int jump, cglpk_result *r) {
  cglpk_release(r);
  cglpk_clear(r);
  r->iterations = g->progress.iterations;
  r->nodes = g->progress.nodes;
  if (jump == JUMP_ERROR && g->stop == 0) {
    free(g->incumbent);
    r->status = CGLPK_ERROR;
    copy_words(g, r);
    return;
  }
  r->status = g->stop;
  r->has_bound = g->progress.has_bound;
  r->bound = g->progress.bound;
  cglpk_give_point(g->incumbent, g->incumbent_objective, r);
}

#endif
