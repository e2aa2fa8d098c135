package io.github.dbadapter.actuate;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;

/**
 * The switches that must all be on before the endpoint writes.
 *
 * @param access the endpoint's access as configured, read-only unless told otherwise
 * @param overHttp whether writing over HTTP is allowed
 * @param folder whether there is a folder for backups
 * @since 0.1.0
 */
public record BackupGate(Access access, boolean overHttp, boolean folder) {

	/**
	 * Tells what is missing.
	 * @return a sentence that names the properties, or {@code null} if writing is on
	 */
	@Nullable String closed() {
		List<String> missing = new ArrayList<>();
		if (this.access != Access.UNRESTRICTED) {
			missing.add("management.endpoint.backup.access to 'unrestricted'");
		}
		if (!this.overHttp) {
			missing.add("db.backup.over-http to 'true'");
		}
		if (!this.folder) {
			missing.add("db.backup.directory to a folder");
		}
		return missing.isEmpty() ? null
				: "Writing is switched off. To switch it on, set " + String.join(" and ", missing);
	}

}
