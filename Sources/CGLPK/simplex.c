#include "CGLPKPrivate.h"

#if GLPK

#include <limits.h>

// The simplex method.

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

// Verifies the basis of a run that ended with `status` in fractions, and goes on from there.
//
// Nobody may jump out of it, since its numbers are not in GLPK's memory and would be lost. So it runs
// for a while at a time, each twice as long as the one before: starting again, with a factorization,
// costs no more than the work did.
int cglpk_run_exact(glp_prob *P, int status, glp_smcp *parameters, guard *g) {
  if (status != CGLPK_OPTIMAL && status != CGLPK_NUMERICAL) return status;
  // Where there is nothing to pivot on, glp_exact fails.
  if (glp_get_num_rows(P) == 0 || glp_get_num_cols(P) == 0) return status;
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

// Whether a run ended at one of its limits, with a basis that means something.
int cglpk_is_cut_short(const cglpk_result *r) {
  return r->status == CGLPK_TIME_LIMIT || r->status == CGLPK_ITERATION_LIMIT;
}

void cglpk_bound_of_run(glp_prob *P, cglpk_result *r) {
  int cut_short = cglpk_is_cut_short(r);
  if (r->status == CGLPK_OPTIMAL || (cut_short && glp_get_dual_stat(P) == GLP_FEAS)) {
    r->has_bound = 1;
    r->bound = glp_get_obj_val(P);
  } else if (cut_short) {
    cglpk_bound_by_duals(P, r);
  }
}

void cglpk_solve_simplex(
  glp_prob *P, const cglpk_options *o, guard *g, cglpk_result *r, simplex_start start
) {
  glp_smcp parameters;
  cglpk_simplex_parameters(o, g, &parameters);
  if (start != START_WARM && o->scale) glp_scale_prob(P, GLP_SF_AUTO);
  if (start == START_COLD) glp_adv_basis(P, 0);
  g->interruptible = 1;
  r->status = cglpk_run_simplex(P, &parameters, g);
  g->interruptible = 0;
  if (o->exact) r->status = cglpk_run_exact(P, r->status, &parameters, g);
  r->iterations = glp_get_it_cnt(P);
  cglpk_bound_of_run(P, r);
  int optimal = r->status == CGLPK_OPTIMAL;
  int feasible = optimal || r->status == CGLPK_UNBOUNDED
    || (cglpk_is_cut_short(r) && glp_get_prim_stat(P) == GLP_FEAS);
  if (feasible && start != START_WARM && !cglpk_allocate(P, o->ranging && optimal, r)) return;
  cglpk_copy_basic(P, r, feasible, optimal);
  if (!feasible && cglpk_is_cut_short(r) && start != START_WARM) cglpk_find_point(P, 1, r);
  if (o->ranging && optimal) cglpk_copy_ranging(P, g, r);
}

#endif
