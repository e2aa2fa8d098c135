package io.github.dbadapter.shell;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.MapPropertySource;

/**
 * Settings that must hold whatever configuration lies in the working directory, which may
 * well be that of some application.
 */
final class ShellEnvironment implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	private final Map<String, Object> settings = new HashMap<>();

	ShellEnvironment(List<String> words) {
		this.settings.put("spring.application.name", "db-adapter");
		this.settings.put("spring.main.web-application-type", "none");
		this.settings.put("spring.main.banner-mode", "off");
		this.settings.put("spring.main.log-startup-info", "false");
		// a command pays only for what it uses
		this.settings.put("spring.main.lazy-initialization", "true");
		// standard output belongs to the results
		this.settings.put("logging.threshold.console", "off");
		// not into the log of an application, but into one of its own if it has one
		this.settings.put("logging.file.name", "${db.shell.log-file:}");
		this.settings.put("logging.file.path", "");
		this.settings.put("spring.shell.config.location", "{userconfig}/db-adapter");
		this.settings.put("spring.shell.history.name", "history");
		envPrefix(words);
	}

	/** Needed before any command is parsed: it decides which variables count. */
	private void envPrefix(List<String> words) {
		Iterator<String> iterator = words.iterator();
		while (iterator.hasNext()) {
			String word = iterator.next();
			if (word.startsWith("--env-prefix=")) {
				this.settings.put("db.env-prefix", word.substring("--env-prefix=".length()));
			}
			else if (word.equals("--env-prefix") && iterator.hasNext()) {
				this.settings.put("db.env-prefix", iterator.next());
			}
		}
	}

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		event.getEnvironment().getPropertySources().addFirst(new MapPropertySource("shell", this.settings));
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
