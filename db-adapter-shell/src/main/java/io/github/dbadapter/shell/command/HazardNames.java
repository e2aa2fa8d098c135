package io.github.dbadapter.shell.command;

import java.util.Arrays;
import java.util.Iterator;

import io.github.dbadapter.schema.fix.Hazard;

/**
 * The names of the hazards, for completion.
 */
final class HazardNames implements Iterable<String> {

	@Override
	public Iterator<String> iterator() {
		return Arrays.stream(Hazard.values()).map(Hazard::option).iterator();
	}

}
