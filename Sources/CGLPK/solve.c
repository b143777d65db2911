#include "CGLPKPrivate.h"

#if GLPK

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
  if (!cglpk_allocate(P, 0, r)) return;
  r->has_point = r->has_duals = r->has_bound = 1;
  r->objective = r->bound = glp_ipt_obj_val(P);
  for (int j = 0; j < glp_get_num_cols(P); j++) {
    r->primal[j] = glp_ipt_col_prim(P, j + 1);
    r->reduced_costs[j] = glp_ipt_col_dual(P, j + 1);
  }
  for (int i = 0; i < glp_get_num_rows(P); i++) {
    r->activity[i] = glp_ipt_row_prim(P, i + 1);
    r->duals[i] = glp_ipt_row_dual(P, i + 1);
  }
}

static void solve_built(
  glp_prob *P, int integer, simplex_start start, const cglpk_options *o, guard *g, cglpk_result *r
) {
  if (integer) {
    cglpk_solve_integer(P, o, g, r);
  } else if (o->method == CGLPK_INTERIOR_POINT) {
    solve_interior(P, g, r);
  } else {
    cglpk_solve_simplex(P, o, g, r, start);
  }
  glp_delete_prob(P);
}

void cglpk_solve_here(
  cglpk_problem *p, const cglpk_options *o, cglpk_watcher watcher, void *context, cglpk_result *r
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
    cglpk_release_problem(p);
    return;
  }
  int integer = p->mixed_integer;
  simplex_start start = p->has_start ? START_FROM_BASIS : START_COLD;
  if (!integer && o->method == CGLPK_SIMPLEX && o->presolve && start == START_COLD) {
    cglpk_solve_presolved(p, o, &g, r);
  } else {
    glp_prob *P = cglpk_build(p);
    // GLPK has it now; who held it for this call alone need not hold it any longer.
    cglpk_release_problem(p);
    solve_built(P, integer, start, o, &g, r);
  }
  cglpk_leave(&g);
  cglpk_release_problem(p);
}

void cglpk_solve(
  cglpk_problem *problem, const cglpk_options *options, cglpk_watcher watcher,
  void *context, cglpk_result *result
) {
  // Beside an open workspace, or inside of a watcher, an error must not take the environment of
  // this thread away.
  if (cglpk_environment.users > 0 || cglpk_needs_thread(problem, options)) {
    cglpk_solve_apart(problem, options, watcher, context, result);
  } else {
    cglpk_solve_here(problem, options, watcher, context, result);
  }
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
