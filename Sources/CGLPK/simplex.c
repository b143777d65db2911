#include "CGLPKPrivate.h"

#if GLPK

#include <limits.h>

// The simplex method.

static uint8_t basis_code(int status) {
  switch (status) {
    case GLP_BS: return CGLPK_BASIC;
    case GLP_NL: return CGLPK_AT_LOWER;
    case GLP_NU: return CGLPK_AT_UPPER;
    case GLP_NF: return CGLPK_FREE;
    default: return CGLPK_FIXED;
  }
}

void cglpk_copy_basic(glp_prob *P, cglpk_result *r, int point, int duals) {
  int m = glp_get_num_rows(P), n = glp_get_num_cols(P);
  if (point) {
    r->has_point = 1;
    r->objective = glp_get_obj_val(P);
    for (int j = 0; r->primal != NULL && j < n; j++) r->primal[j] = glp_get_col_prim(P, j + 1);
    for (int i = 0; r->activity != NULL && i < m; i++) {
      r->activity[i] = glp_get_row_prim(P, i + 1);
    }
  }
  r->has_duals = r->has_basis = duals;
  if (!duals && !r->has_multipliers) return;
  for (int i = 0; i < m; i++) {
    if (r->duals != NULL) r->duals[i] = glp_get_row_dual(P, i + 1);
    if (r->row_basis != NULL) r->row_basis[i] = basis_code(glp_get_row_stat(P, i + 1));
  }
  for (int j = 0; j < n; j++) {
    if (r->reduced_costs != NULL) r->reduced_costs[j] = glp_get_col_dual(P, j + 1);
    if (r->column_basis != NULL) r->column_basis[j] = basis_code(glp_get_col_stat(P, j + 1));
  }
}

void cglpk_simplex_parameters(const cglpk_options *o, const guard *g, glp_smcp *parameters) {
  static const int methods[] = {GLP_PRIMAL, GLP_DUALP, GLP_DUAL};
  static const int ratio_tests[] = {GLP_RT_STD, GLP_RT_HAR, GLP_RT_FLIP};
  glp_init_smcp(parameters);
  parameters->msg_lev = GLP_MSG_ON;
  parameters->out_frq = OUTPUT_INTERVAL_MS;
  parameters->meth = methods[o->simplex_variant];
  parameters->pricing = o->steepest_edge ? GLP_PT_PSE : GLP_PT_STD;
  parameters->r_test = ratio_tests[o->ratio_test];
  parameters->tol_bnd = o->feasibility_tolerance;
  parameters->tol_dj = o->optimality_tolerance;
  parameters->tol_piv = o->pivot_tolerance;
  parameters->it_lim = o->iteration_limit;
  parameters->tm_lim = cglpk_remaining_ms(g);
}

// The status of a run of the simplex method that returned `code`.
static int simplex_status(glp_prob *P, int code) {
  switch (code) {
    case 0: break;
    case GLP_ENOPFS: return CGLPK_INFEASIBLE;
    case GLP_ENODFS: return CGLPK_INFEASIBLE_OR_UNBOUNDED;
    case GLP_EITLIM: return CGLPK_ITERATION_LIMIT;
    case GLP_ETMLIM: return CGLPK_TIME_LIMIT;
    default: return CGLPK_NUMERICAL;
  }
  switch (glp_get_status(P)) {
    case GLP_OPT: return CGLPK_OPTIMAL;
    case GLP_NOFEAS: return CGLPK_INFEASIBLE;
    case GLP_UNBND: return CGLPK_UNBOUNDED;
    default: break;
  }
  return glp_get_dual_stat(P) == GLP_NOFEAS ? CGLPK_INFEASIBLE_OR_UNBOUNDED : CGLPK_NUMERICAL;
}

int cglpk_run_simplex(glp_prob *P, const glp_smcp *parameters, const guard *g) {
  int code = glp_simplex(P, parameters);
  if (code == GLP_EBADB || code == GLP_ESING || code == GLP_ECOND) {
    // The starting basis is of no use; the one of all rows always is.
    glp_std_basis(P);
    code = glp_simplex(P, parameters);
  }
  if (code == GLP_EFAIL) {
    glp_smcp other = *parameters;
    other.meth = parameters->meth == GLP_PRIMAL ? GLP_DUALP : GLP_PRIMAL;
    other.presolve = GLP_OFF;
    other.tm_lim = cglpk_remaining_ms(g);
    glp_std_basis(P);
    code = glp_simplex(P, &other);
  }
  return simplex_status(P, code);
}

// Verifies the basis in fractions, and goes on from there.
//
// Nobody may jump out of it, since its numbers are not in GLPK's memory and would be lost. So it runs
// for a while at a time, each twice as long as the one before: starting again, with a factorization,
// costs no more than the work did.
static int run_exact(glp_prob *P, glp_smcp *parameters, guard *g) {
  int limit = parameters->it_lim, before = glp_get_it_cnt(P);
  for (int while_ms = 50;; while_ms = while_ms < INT_MAX / 2 ? 2 * while_ms : INT_MAX) {
    if (cglpk_should_stop(g, 0)) return g->stop;
    int left_ms = cglpk_remaining_ms(g);
    parameters->tm_lim = while_ms < left_ms ? while_ms : left_ms;
    if (limit < INT_MAX) parameters->it_lim = limit - (glp_get_it_cnt(P) - before);
    int code = glp_exact(P, parameters);
    if (code != GLP_ETMLIM || left_ms <= while_ms) return simplex_status(P, code);
  }
}

// What a finished or stopped run has to show.
static void copy_simplex(glp_prob *P, int presolved, cglpk_result *r) {
  r->iterations = glp_get_it_cnt(P);
  int optimal = r->status == CGLPK_OPTIMAL;
  // A stopped run with the presolver on leaves nothing behind.
  int stopped = !presolved
    && (r->status == CGLPK_TIME_LIMIT || r->status == CGLPK_ITERATION_LIMIT);
  int feasible = optimal || r->status == CGLPK_UNBOUNDED
    || (stopped && glp_get_prim_stat(P) == GLP_FEAS);
  r->has_multipliers = stopped;
  cglpk_copy_basic(P, r, feasible, optimal);
  if (optimal || (stopped && glp_get_dual_stat(P) == GLP_FEAS)) {
    r->has_bound = 1;
    r->bound = glp_get_obj_val(P);
  }
}

void cglpk_solve_simplex(
  glp_prob *P, const cglpk_options *o, guard *g, cglpk_result *r, simplex_start start
) {
  glp_smcp parameters;
  cglpk_simplex_parameters(o, g, &parameters);
  int presolve = o->presolve && start == START_COLD;
  parameters.presolve = presolve ? GLP_ON : GLP_OFF;
  if (!presolve && start != START_WARM && o->scale) glp_scale_prob(P, GLP_SF_AUTO);
  if (!presolve && start == START_COLD) glp_adv_basis(P, 0);
  g->interruptible = 1;
  r->status = cglpk_run_simplex(P, &parameters, g);
  // Where there is nothing to pivot on, glp_exact fails.
  int pivots = glp_get_num_rows(P) > 0 && glp_get_num_cols(P) > 0;
  g->interruptible = 0;
  if (o->exact && pivots && (r->status == CGLPK_OPTIMAL || r->status == CGLPK_NUMERICAL)) {
    parameters.presolve = GLP_OFF;
    presolve = 0;
    r->status = run_exact(P, &parameters, g);
  }
  copy_simplex(P, presolve, r);
  if (o->ranging && r->status == CGLPK_OPTIMAL) cglpk_copy_ranging(P, g, r);
}

#endif
