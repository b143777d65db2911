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

// One entry into GLPK. GLPK's own errors and the watcher's wish to stop both end in `jump`.
typedef struct guard {
  jmp_buf jump;
  struct guard *outer;
  cglpk_watcher watcher;
  void *context;
  double deadline;           // of the monotonic clock, in seconds; negative for none
  int interruptible;
  int stop;                  // why the run is to end, as a status; zero while it is not
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
void cglpk_clear(cglpk_result *result);
void cglpk_copy_abandoned(const guard *g, int jump, cglpk_result *result);

// problem.c
int cglpk_bound_type(double lower, double upper);
glp_prob *cglpk_build(const cglpk_problem *problem);

// simplex.c
void cglpk_simplex_parameters(
  const cglpk_options *options, const guard *g, glp_smcp *parameters);
int cglpk_run_simplex(glp_prob *P, const glp_smcp *parameters);
void cglpk_solve_simplex(
  glp_prob *P, const cglpk_options *options, guard *g, cglpk_result *result, int warm);
void cglpk_copy_basic(glp_prob *P, cglpk_result *result, int point, int duals);

// branch.c
void cglpk_solve_integer(
  glp_prob *P, const cglpk_options *options, guard *g, cglpk_result *result);

#endif
#endif
