package io.github.dbadapter.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.ConnectionParameters.Host;

/**
 * Reads {@code host[:port][,host[:port]…]}. Its messages count the hosts instead of
 * quoting them: what looks like one may be half of a password.
 */
final class HostList {

	private static final int MAX_PORT = 65535;

	private final Function<String, MalformedConnectionUrlException> malformed;

	HostList(Function<String, MalformedConnectionUrlException> malformed) {
		this.malformed = malformed;
	}

	List<Host> parse(String text) {
		if (text.isEmpty()) {
			return List.of(new Host("localhost", ConnectionParameters.DEFAULT_PORT));
		}
		List<Host> hosts = new ArrayList<>();
		for (String host : text.split(",", -1)) {
			hosts.add(host(host, hosts.size() + 1));
		}
		return hosts;
	}

	private Host host(String text, int number) {
		int nameEnd;
		String name;
		if (text.startsWith("[")) {
			nameEnd = text.indexOf(']') + 1;
			if (nameEnd == 0) {
				throw malformed(number, "lacks its closing bracket");
			}
			name = text.substring(1, nameEnd - 1);
		}
		else {
			nameEnd = (text.indexOf(':') >= 0) ? text.indexOf(':') : text.length();
			name = text.substring(0, nameEnd);
		}
		if (name.isEmpty()) {
			throw malformed(number, "is empty");
		}
		String decoded = PercentEncoding.decode(name)
			.orElseThrow(() -> malformed(number, "has a '%' without two hexadecimal digits"));
		if (decoded.startsWith("/")) {
			throw malformed(number, "is a Unix socket, which the Java drivers do not support");
		}
		return new Host(decoded, port(text.substring(nameEnd), number));
	}

	private int port(String text, int number) {
		if (text.isEmpty() || text.equals(":")) {
			return ConnectionParameters.DEFAULT_PORT;
		}
		try {
			int port = text.startsWith(":") ? Integer.parseInt(text.substring(1)) : -1;
			if (port > 0 && port <= MAX_PORT) {
				return port;
			}
		}
		catch (NumberFormatException ex) {
			// told below
		}
		throw malformed(number, "needs a port from 1 to 65535 after its colon (an IPv6 address needs brackets, "
				+ "':' in a password is written as %3A)");
	}

	private MalformedConnectionUrlException malformed(int number, String problem) {
		return this.malformed.apply("host %d %s".formatted(number, problem));
	}

}
