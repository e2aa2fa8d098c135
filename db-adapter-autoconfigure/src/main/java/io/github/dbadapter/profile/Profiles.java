package io.github.dbadapter.profile;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.ConnectionParameters;
import org.jspecify.annotations.Nullable;

/**
 * The profiles there are, and the one rule by which one of them is active. Immutable and
 * safe for concurrent use; only the lock file is read anew each time.
 *
 * @since 0.1.0
 */
public final class Profiles {

	/**
	 * Name of the profile that is made from {@code DATABASE_URL}.
	 */
	public static final String ANONYMOUS = "anonymous";

	/**
	 * Name of the profile that is made from the application's own connection.
	 */
	public static final String APPLICATION = "application";

	private final Map<String, ProfileDefinition> definitions;

	private final ProfileSelection selection;

	private final LockFile lockFile;

	private final boolean foreign;

	private final @Nullable ResolvedProfile application;

	/**
	 * Creates the profiles.
	 * @param definitions the named profiles
	 * @param selection what configuration and environment say about the active one
	 * @param lockFile the lock file
	 */
	public Profiles(Map<String, ProfileDefinition> definitions, ProfileSelection selection, LockFile lockFile) {
		this(definitions, selection, lockFile, false, null);
	}

	private Profiles(Map<String, ProfileDefinition> definitions, ProfileSelection selection, LockFile lockFile,
			boolean foreign, @Nullable ResolvedProfile application) {
		this.definitions = Collections.unmodifiableMap(new TreeMap<>(definitions));
		this.selection = selection;
		this.lockFile = lockFile;
		this.foreign = foreign;
		this.application = application;
	}

	/**
	 * Returns the same profiles inside an application whose connection does not come from
	 * them: that connection is then the active profile.
	 * @param connection what the application is connected to
	 * @param origin where the application has it from, for example
	 * {@code from spring.datasource.url}
	 * @return profiles of which the application's connection is active
	 */
	public Profiles withApplicationConnection(ConnectionParameters connection, String origin) {
		DatabaseProfile profile = new DatabaseProfile(APPLICATION, Provider.POSTGRES, connection, null, "", false);
		return new Profiles(this.definitions, this.selection, this.lockFile, true,
				new ResolvedProfile(profile, new ProfileOrigin(ProfileOrigin.Kind.APPLICATION, origin)));
	}

	/**
	 * Returns the same profiles inside an application that is connected to nobody knows
	 * what: there is then no active profile, because any choice might be another database
	 * than the application's.
	 * @return profiles of which none is active
	 */
	public Profiles withUnknownConnection() {
		return new Profiles(this.definitions, this.selection, this.lockFile, true, null);
	}

	/**
	 * Returns the names of the profiles.
	 * @return names in alphabetical order, without those that have none of their own
	 */
	public Set<String> names() {
		return this.definitions.keySet();
	}

	/**
	 * Returns a profile as it is written, which may be malformed.
	 * @param name its name
	 * @return the definition
	 * @throws UnknownProfileException if there is none of that name
	 */
	public ProfileDefinition definition(String name) {
		ProfileDefinition definition = this.definitions.get(name);
		if (definition == null) {
			throw new UnknownProfileException(name, ProfileOrigin.ARGUMENT, names());
		}
		return definition;
	}

	/**
	 * Returns a profile by its name. The names {@link #ANONYMOUS} and
	 * {@link #APPLICATION} give the active profile if it is called so.
	 * @param name its name
	 * @return the profile
	 * @throws UnknownProfileException if there is none of that name
	 * @throws InvalidInputException if it is malformed
	 */
	public DatabaseProfile get(String name) {
		@Nullable ResolvedProfile unnamed = unnamed(name);
		return (unnamed != null) ? unnamed.profile() : definition(name).toProfile(name);
	}

	/**
	 * Chooses a profile: the one named, else the active one.
	 * @param name name that the caller asks for, {@code null} for the active profile
	 * @return the profile and where the choice comes from
	 * @throws NoProfileException if no rule gives an answer
	 * @throws UnknownProfileException if the name is not known
	 * @throws StaleLockFileException if the lock file names a profile that is gone
	 * @throws InvalidInputException if the chosen profile is malformed
	 */
	public ResolvedProfile resolve(@Nullable String name) {
		@Nullable ResolvedProfile resolved = find(name);
		if (resolved == null) {
			throw new NoProfileException(this.selection, this.lockFile, names());
		}
		return resolved;
	}

	/**
	 * Chooses a profile as {@link #resolve} does.
	 * @param name name that the caller asks for, {@code null} for the active profile
	 * @return the profile, or {@code null} if no rule gives an answer
	 * @throws InvalidInputException if a rule gives an answer that cannot be used
	 */
	public @Nullable ResolvedProfile find(@Nullable String name) {
		if (name != null && !name.isBlank()) {
			@Nullable ResolvedProfile unnamed = unnamed(name.strip());
			return (unnamed != null) ? unnamed : resolver().resolve(name, null);
		}
		if (this.foreign) {
			return this.application;
		}
		boolean decided = this.selection.name() != null || this.selection.databaseUrl() != null;
		return resolver().resolve(null, decided ? null : this.lockFile.read().orElse(null));
	}

	/** The active profile, if it is asked for by a name that only messages give it. */
	private @Nullable ResolvedProfile unnamed(String name) {
		if (this.definitions.containsKey(name) || !(name.equals(ANONYMOUS) || name.equals(APPLICATION))) {
			return null;
		}
		@Nullable ResolvedProfile active = find(null);
		return (active != null && active.name().equals(name)) ? active : null;
	}

	private ProfileResolver resolver() {
		return new ProfileResolver(this.definitions, this.selection, this.lockFile);
	}

	/**
	 * Returns the administrative plane of a profile; nothing is opened yet.
	 * @param name name that the caller asks for, {@code null} for the active profile
	 * @return the database
	 * @throws InvalidInputException if the profile cannot be resolved or has no direct
	 * connection
	 */
	public AdministrativeDatabase administrativeDatabase(@Nullable String name) {
		return resolve(name).profile().administrativeDatabase();
	}

	public LockFile lockFile() {
		return this.lockFile;
	}

	public ProfileSelection selection() {
		return this.selection;
	}

	/**
	 * Returns the names only.
	 */
	@Override
	public String toString() {
		return "Profiles" + names();
	}

}
