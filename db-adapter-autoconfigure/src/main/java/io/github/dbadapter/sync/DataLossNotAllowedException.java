package io.github.dbadapter.sync;

import java.util.Set;

import io.github.dbadapter.OperationRefusedException;
import io.github.dbadapter.schema.fix.Advising;
import io.github.dbadapter.schema.fix.Hazard;
import io.github.dbadapter.schema.fix.Remedy;
import io.github.dbadapter.schema.fix.RemedyWords;

/**
 * A sync would delete rows of its target, and nobody has allowed that.
 */
final class DataLossNotAllowedException extends OperationRefusedException implements Advising {

	private static final String MESSAGE = "The mode mirror deletes rows of '%s' that the source does not have. Nothing has been changed. "
			+ "To go on, allow it: %s";

	private final String target;

	DataLossNotAllowedException(String target) {
		super(MESSAGE.formatted(target, "SyncRequest.withAllowDataLoss(true)"));
		this.target = target;
	}

	@Override
	public String getMessage(RemedyWords words) {
		return MESSAGE.formatted(this.target, words.of(Remedy.allow(Set.of(Hazard.DATA_LOSS))));
	}

}
