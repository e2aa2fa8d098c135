package io.github.dbadapter.actuate;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.github.dbadapter.schema.validate.ReportDescriptor;
import io.github.dbadapter.schema.validate.SchemaChecks;
import io.github.dbadapter.schema.validate.ValidationReport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells how the schemas of the profiles compare with what is expected: the last result,
 * or a fresh one on request.
 *
 * @since 0.1.0
 */
@Endpoint(id = "dbschema", defaultAccess = Access.READ_ONLY)
public class SchemaEndpoint {

	private final SchemaChecks checks;

	private final Set<String> profiles;

	private final String active;

	private final Show showValues;

	private final Set<String> roles;

	/**
	 * Creates an endpoint.
	 * @param checks the checks
	 * @param profiles names of the profiles that may be asked for
	 * @param active name of the active profile
	 * @param showValues when bodies of functions and views and default expressions are
	 * shown
	 * @param roles roles of users that count as authorized, empty for any user
	 */
	public SchemaEndpoint(SchemaChecks checks, Collection<String> profiles, String active, Show showValues,
			Collection<String> roles) {
		this.checks = checks;
		this.profiles = new TreeSet<>(profiles);
		this.profiles.add(active);
		this.active = active;
		this.showValues = showValues;
		this.roles = Set.copyOf(roles);
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
			this.profiles.forEach((profile) -> descriptors.put(profile, describe(this.checks.last(profile), security)));
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
				: Mono.fromSupplier(() -> this.checks.last(profile));
		return report.map((result) -> describe(result, security));
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
