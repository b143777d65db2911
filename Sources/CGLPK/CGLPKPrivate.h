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
  double began;              // of the monotonic clock, in seconds
  double deadline;           // same; negative for none
  int interruptible;
  int stop;                  // why the run is to end, as a status; zero while it is not
  double stopped_at;         // since when
  double patience;           // how long after that it may go on before it is jumped out of
  cglpk_progress progress;
  int maximize;
  double *incumbent;         // the best point, in memory that is freed with `free`; NULL for none
  double incumbent_objective;
  glp_prob *original;        // the integer program as it was given
  glp_prep *preprocessor;    // what it was simplified with; NULL where it was not
  int simplified_rows;       // and what is left, but for cuts
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
void cglpk_keep_for_failure(guard *g, const cglpk_result *result);
void cglpk_copy_abandoned(guard *g, int jump, cglpk_result *result);

// problem.c
int cglpk_bound_type(double lower, double upper);
glp_prob *cglpk_build(const cglpk_problem *problem);
void cglpk_release_problem(cglpk_problem *problem);

// result.c
int cglpk_allocate(glp_prob *P, int ranging, cglpk_result *result);
void cglpk_give_point(double *point, double objective, cglpk_result *result);
void cglpk_copy_basic(glp_prob *P, cglpk_result *result, int point, int duals);

// bound.c
void cglpk_bound_by_duals(glp_prob *P, cglpk_result *result);
void cglpk_bound_by_costs(glp_prob *P, cglpk_result *result);

// point.c
void cglpk_find_point(glp_prob *P, int has_run, cglpk_result *result);

// simplex.c
typedef enum {
  START_COLD,                // nothing is known
  START_FROM_BASIS,          // the basis is given
  START_WARM                 // the basis and the scale are those of the last solve
} simplex_start;

void cglpk_simplex_parameters(
  const cglpk_options *options, const guard *g, glp_smcp *parameters);
int cglpk_run_simplex(glp_prob *P, const glp_smcp *parameters, const guard *g);
int cglpk_run_exact(glp_prob *P, int status, glp_smcp *parameters, guard *g);
void cglpk_bound_of_run(glp_prob *P, cglpk_result *result);
int cglpk_is_cut_short(const cglpk_result *result);
void cglpk_solve_simplex(
  glp_prob *P, const cglpk_options *options, guard *g, cglpk_result *result,
  simplex_start start);

// presolve.c
void cglpk_solve_presolved(
  const cglpk_problem *problem, const cglpk_options *options, guard *g, cglpk_result *result);

// ranging.c
void cglpk_copy_ranging(glp_prob *P, guard *g, cglpk_result *result);

// solve.c
void cglpk_solve_here(
  cglpk_problem *problem, const cglpk_options *options, cglpk_watcher watcher, void *context,
  cglpk_result *result);

// apart.c
int cglpk_needs_thread(const cglpk_problem *problem, const cglpk_options *options);
void cglpk_solve_apart(
  cglpk_problem *problem, const cglpk_options *options, cglpk_watcher watcher,
  void *context, cglpk_result *result);

// branch.c
void cglpk_solve_integer(
  glp_prob *P, const cglpk_options *options, guard *g, cglpk_result *result);

#endif
#endif
