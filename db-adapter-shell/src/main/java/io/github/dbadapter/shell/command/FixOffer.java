package io.github.dbadapter.shell.command;

import java.util.EnumSet;
import java.util.Set;

import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.schema.fix.FixApproval;
import io.github.dbadapter.schema.fix.FixPlan;
import io.github.dbadapter.schema.fix.FixRefusedException;
import io.github.dbadapter.schema.fix.FixRefusedException.Reason;
import io.github.dbadapter.schema.fix.FixService;
import io.github.dbadapter.schema.fix.Hazard;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.CommandScope;

/**
 * A plan that could be applied.
 *
 * @param profile the database's profile
 * @param plan the plan
 * @param service applies it
 * @param approval what has been accepted
 * @param call how the plan was asked for
 */
record FixOffer(ResolvedProfile profile, FixPlan plan, FixService service, FixApproval approval, CommandWords call) {

	Set<Hazard> notAllowed() {
		Set<Hazard> hazards = EnumSet.noneOf(Hazard.class);
		hazards.addAll(this.plan.hazards());
		hazards.removeAll(this.approval.allowed());
		return hazards;
	}

	boolean isApplicable() {
		return !this.plan.isEmpty() && !this.plan.isBlocked() && notAllowed().isEmpty();
	}

	/** Refused for what the plan itself says, the plan is shown too. */
	CommandResult apply(CommandScope scope) {
		try {
			return new FixDone(this.profile, scope.await(this.service.apply(this.plan, this.approval)));
		}
		catch (FixRefusedException ex) {
			if (ex.getReason() == Reason.HAZARD_NOT_ALLOWED || ex.getReason() == Reason.BLOCKED) {
				return new FixRefused(this, ex);
			}
			throw ex;
		}
	}

}
