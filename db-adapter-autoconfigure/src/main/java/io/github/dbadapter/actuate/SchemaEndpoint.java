package io.github.dbadapter.actuate;

import java.security.Principal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.github.dbadapter.schema.validate.ReportDescriptor;
import io.github.dbadapter.schema.validate.SchemaChecks;
import io.github.dbadapter.schema.validate.ValidationReport;
import io.github.dbadapter.sql.NearestNames;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells how the schemas of the profiles compare with what is expected: the last result,
 * or a fresh one on request; repairs them, if {@link WriteGate} lets it.
 *
 * @since 0.1.0
 */
@RegisterReflectionForBinding(SchemaFixOperation.Answer.class)
@Endpoint(id = "dbschema", defaultAccess = Access.UNRESTRICTED)
public class SchemaEndpoint {

	private final SchemaChecks checks;

	private final Set<String> profiles;

	private final String active;

	private final Show showValues;

	private final Set<String> roles;

	private final SchemaFixOperation fixes;

	/**
	 * Creates an endpoint.
	 * @param checks the checks
	 * @param profiles names of the profiles that may be asked for
	 * @param active name of the active profile
	 * @param showValues when bodies of functions and views and default expressions are
	 * shown
	 * @param roles roles of users that count as authorized, empty for any user
	 * @param fixes plans and applies fixes
	 */
	public SchemaEndpoint(SchemaChecks checks, Collection<String> profiles, String active, Show showValues,
			Collection<String> roles, SchemaFixOperation fixes) {
		this.checks = checks;
		this.profiles = new TreeSet<>(profiles);
		this.profiles.add(active);
		this.active = active;
		this.showValues = showValues;
		this.roles = Set.copyOf(roles);
		this.fixes = fixes;
	}

	/**
	 * Tells the last result of every profile. With {@code refresh}, those that have been
	 * checked before, and the active one, are checked now: the others are not connected
	 * to unless they are asked for by name.
	 * @param refresh whether to check now
	 * @param security who asks
	 * @return the results, once; never an error for a database that cannot be reached
	 */
	@ReadOperation
	public Mono<SchemaDescriptor> schemas(@Nullable Boolean refresh, SecurityContext security) {
		Mono<List<ValidationReport>> refreshed = Boolean.TRUE.equals(refresh)
				? Flux.fromIterable(refreshable()).flatMap(this.checks::refresh).collectList() : Mono.just(List.of());
		return refreshed.map((reports) -> {
			Map<String, ReportDescriptor> descriptors = new LinkedHashMap<>();
			this.profiles.forEach((profile) -> descriptors.put(profile, describe(last(profile), security)));
			return new SchemaDescriptor(descriptors);
		});
	}

	private Set<String> refreshable() {
		Set<String> names = new TreeSet<>(this.checks.checkedProfiles());
		names.retainAll(this.profiles);
		names.add(this.active);
		return names;
	}

	/**
	 * Tells the last result of one profile.
	 * @param profile name of the profile
	 * @param refresh whether to check now
	 * @param security who asks
	 * @return the result, or empty if there is no such profile
	 */
	@ReadOperation
	public Mono<ReportDescriptor> schema(@Selector String profile, @Nullable Boolean refresh,
			SecurityContext security) {
		if (!this.profiles.contains(profile)) {
			return Mono.empty();
		}
		Mono<ValidationReport> report = Boolean.TRUE.equals(refresh) ? this.checks.refresh(profile)
				: Mono.fromSupplier(() -> last(profile));
		return report.map((result) -> describe(result, security));
	}

	String unknownProfile(String profile) {
		return "There is no profile '%s'%s".formatted(NearestNames.shown(profile),
				NearestNames.sentence(NearestNames.of(profile, this.profiles), this.profiles));
	}

	/**
	 * Tells the plan that would repair a profile's schema. With {@code confirm} it
	 * applies the plan, if that is still the one named.
	 * @param profile name of the profile, {@code null} for the active one
	 * @param confirm whether to apply
	 * @param allow hazards that are accepted, separated by commas
	 * @param backup whether tables that a hazard endangers are backed up first, which
	 * they are unless this is {@code false}
	 * @param plan short name of the plan that is confirmed
	 * @param security who asks
	 * @return the plan, or a problem with the status that says what kind
	 */
	@WriteOperation
	public Mono<WebEndpointResponse<Object>> fix(@Nullable String profile, @Nullable Boolean confirm,
			@Nullable String allow, @Nullable Boolean backup, @Nullable String plan, SecurityContext security) {
		Principal principal = security.getPrincipal();
		return this.fixes.fix(new SchemaFixOperation.Request(profile, Boolean.TRUE.equals(confirm), allow,
				!Boolean.FALSE.equals(backup), plan, (principal != null) ? principal.getName() : null));
	}

	/** No check of a profile that nobody has asked for is under way. */
	private ValidationReport last(String profile) {
		boolean watched = profile.equals(this.active) || this.checks.checkedProfiles().contains(profile);
		return watched ? this.checks.last(profile) : ValidationReport.notChecked(profile,
				"not checked unless asked for: /actuator/dbschema/{profile}?refresh=true does");
	}

	private ReportDescriptor describe(ValidationReport report, SecurityContext security) {
		return ReportDescriptor.of(report, report.profile().equals(this.active),
				this.showValues.isShown(security, this.roles));
	}

	/**
	 * All profiles.
	 *
	 * @param profiles results by profile
	 */
	public record SchemaDescriptor(Map<String, ReportDescriptor> profiles) {

	}

}
