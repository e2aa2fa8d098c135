package io.github.dbadapter.shell.command;

import java.util.Iterator;

import io.github.dbadapter.profile.Profiles;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The names of the profiles, for completion. Asked for only when somebody completes one.
 */
final class ProfileNames implements Iterable<String> {

	private final ObjectProvider<Profiles> profiles;

	ProfileNames(ObjectProvider<Profiles> profiles) {
		this.profiles = profiles;
	}

	@Override
	public Iterator<String> iterator() {
		return this.profiles.getObject().names().iterator();
	}

}
