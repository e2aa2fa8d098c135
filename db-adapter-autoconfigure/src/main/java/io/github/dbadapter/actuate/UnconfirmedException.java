package io.github.dbadapter.actuate;

import io.github.dbadapter.OperationRefusedException;

/**
 * A protected profile was not named.
 */
class UnconfirmedException extends OperationRefusedException {

	UnconfirmedException(String profile) {
		super("The profile '%s' is protected: to restore into it, give its name as 'confirm'".formatted(profile));
	}

}
