#include "CGLPKPrivate.h"

#if GLPK

#include <pthread.h>
#include <stdio.h>
#include <string.h>

// One call from the problem to its answer.

// MARK: - The interior-point method

static void solve_interior(glp_prob *P, guard *g, cglpk_result *r) {
  glp_iptcp parameters;
  glp_init_iptcp(&parameters);
  parameters.msg_lev = GLP_MSG_ALL;
  g->interruptible = 1;
  int code = glp_interior(P, &parameters);
  g->interruptible = 0;
  int m = glp_get_num_rows(P), n = glp_get_num_cols(P);
  switch (code) {
    case 0: break;
    case GLP_EITLIM: r->status = CGLPK_ITERATION_LIMIT; return;
    default: r->status = CGLPK_NUMERICAL; return;
  }
  switch (glp_ipt_status(P)) {
    case GLP_OPT: r->status = CGLPK_OPTIMAL; break;
    case GLP_NOFEAS: r->status = CGLPK_INFEASIBLE_OR_UNBOUNDED; return;
    default: r->status = CGLPK_NUMERICAL; return;
  }
  r->has_point = r->has_duals = r->has_bound = 1;
  r->objective = r->bound = glp_ipt_obj_val(P);
  for (int j = 0; j < n; j++) {
    if (r->primal != NULL) r->primal[j] = glp_ipt_col_prim(P, j + 1);
    if (r->reduced_costs != NULL) r->reduced_costs[j] = glp_ipt_col_dual(P, j + 1);
  }
  for (int i = 0; i < m; i++) {
    if (r->activity != NULL) r->activity[i] = glp_ipt_row_prim(P, i + 1);
    if (r->duals != NULL) r->duals[i] = glp_ipt_row_dual(P, i + 1);
  }
}

static void solve_here(
  const cglpk_problem *p, const cglpk_options *o, cglpk_watcher watcher, void *context,
  cglpk_result *r
) {
  guard g;
  cglpk_prepare(&g, o, watcher, context);
  g.maximize = p->maximize;
  cglpk_clear(r);
  cglpk_enter(&g);
  int jump = setjmp(g.jump);
  if (jump != 0) {
    cglpk_copy_abandoned(&g, jump, r);
    cglpk_leave_and_discard(&g);
    return;
  }
  glp_prob *P = cglpk_build(p);
  if (p->integral != NULL) {
    cglpk_solve_integer(P, o, &g, r);
  } else if (o->method == CGLPK_INTERIOR_POINT) {
    solve_interior(P, &g, r);
  } else {
    cglpk_solve_simplex(P, o, &g, r, 0);
  }
  glp_delete_prob(P);
  cglpk_leave(&g);
}

typedef struct {
  const cglpk_problem *problem;
  const cglpk_options *options;
  cglpk_watcher watcher;
  void *context;
  cglpk_result *result;
} solve_call;

static void *solve_there(void *argument) {
  solve_call *call = argument;
  solve_here(call->problem, call->options, call->watcher, call->context, call->result);
  return NULL;
}

void cglpk_solve(
  const cglpk_problem *problem, const cglpk_options *options, cglpk_watcher watcher,
  void *context, cglpk_result *result
) {
  if (cglpk_environment.users == 0) {
    solve_here(problem, options, watcher, context, result);
    return;
  }
  // Someone calls from inside of a watcher or beside an open workspace. An error here must not take
  // that environment away, so this one gets a thread, and with it an environment, of its own.
  solve_call call = {problem, options, watcher, context, result};
  pthread_t thread;
  cglpk_clear(result);
  if (pthread_create(&thread, NULL, solve_there, &call) != 0) {
    result->status = CGLPK_ERROR;
    snprintf(result->message, sizeof result->message, "no thread for a nested solve");
    return;
  }
  pthread_join(thread, NULL);
}


// MARK: - The rest

const char *cglpk_version(void) { return glp_version(); }

void cglpk_fail(cglpk_result *result) {
  guard g;
  memset(&g, 0, sizeof g);
  g.deadline = -1;
  cglpk_clear(result);
  cglpk_enter(&g);
  int jump = setjmp(g.jump);
  if (jump != 0) {
    cglpk_copy_abandoned(&g, jump, result);
    cglpk_leave_and_discard(&g);
    return;
  }
  glp_prob *P = glp_create_prob();
  glp_set_col_bnds(P, 1, GLP_LO, 0, 0);  // there is no column 1
  cglpk_leave(&g);
}

#endif
