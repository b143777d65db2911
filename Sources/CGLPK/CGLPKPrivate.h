#ifndef CGLPK_PRIVATE_H
#define CGLPK_PRIVATE_H

// Shared by the files of this folder. They alone see GLPK.

#include "CGLPK.h"

#if GLPK

#include <glpk.h>
#include <setjmp.h>
#include <stddef.h>

enum { JUMP_ERROR = 1, JUMP_STOP = 2 };

// How often GLPK prints, and with that, how often it can be stopped.
enum { OUTPUT_INTERVAL_MS = 10 };

// GLPK's own limits come first: who is jumped out of loses his point.
#define DEADLINE_GRACE 0.025

// What a tree search may take to end in good order once it is to end; the same reason.
#define TREE_PATIENCE 0.020

// One entry into GLPK. GLPK's own errors and the watcher's wish to stop both end in `jump`.
typedef struct guard {
  jmp_buf jump;
  struct guard *outer;
  cglpk_watcher watcher;
  void *context;
  double deadline;           // of the monotonic clock, in seconds; negative for none
  int interruptible;
  int stop;                  // why the run is to end, as a status; zero while it is not
  double stopped_at;         // since when
  double patience;           // how long after that it may go on before it is jumped out of
  cglpk_progress progress;
  int maximize;
  double *incumbent;         // where the best point is kept; NULL where it is of no use
  int incumbent_columns;
  char words[512];           // what GLPK printed last
  size_t word_count;
} guard;

// GLPK keeps an environment for each thread; so do we.
typedef struct {
  int users;                 // open workspaces, and one while a call runs
  uint64_t generation;       // counts the environments that an error took away
  guard *current;
} thread_environment;

extern _Thread_local thread_environment cglpk_environment;

// environment.c
void cglpk_prepare(
  guard *g, const cglpk_options *options, cglpk_watcher watcher, void *context);
void cglpk_enter(guard *g);
void cglpk_leave(guard *g);
void cglpk_leave_and_discard(guard *g);
int cglpk_should_stop(guard *g, double grace);
int cglpk_remaining_ms(const guard *g);
double cglpk_now(void);
void cglpk_clear(cglpk_result *result);
void cglpk_copy_abandoned(const guard *g, int jump, cglpk_result *result);

// problem.c
int cglpk_bound_type(double lower, double upper);
glp_prob *cglpk_build(const cglpk_problem *problem);

// simplex.c
typedef enum {
  START_COLD,                // nothing is known
  START_FROM_BASIS,          // the basis is given
  START_WARM                 // the basis and the scale are those of the last solve
} simplex_start;

void cglpk_simplex_parameters(
  const cglpk_options *options, const guard *g, glp_smcp *parameters);
int cglpk_run_simplex(glp_prob *P, const glp_smcp *parameters, const guard *g);
void cglpk_solve_simplex(
  glp_prob *P, const cglpk_options *options, guard *g, cglpk_result *result,
  simplex_start start);
void cglpk_copy_basic(glp_prob *P, cglpk_result *result, int point, int duals);

// ranging.c
void cglpk_copy_ranging(glp_prob *P, guard *g, cglpk_result *result);

// solve.c
void cglpk_solve_here(
  const cglpk_problem *problem, const cglpk_options *options, cglpk_watcher watcher,
  void *context, void (*on_built)(void *context), cglpk_result *result);

// apart.c
int cglpk_needs_thread(const cglpk_problem *problem, const cglpk_options *options);
void cglpk_solve_apart(
  const cglpk_problem *problem, const cglpk_options *options, cglpk_watcher watcher,
  void *context, cglpk_result *result);

// branch.c
void cglpk_solve_integer(
  glp_prob *P, const cglpk_options *options, guard *g, cglpk_result *result);

#endif
#endif
