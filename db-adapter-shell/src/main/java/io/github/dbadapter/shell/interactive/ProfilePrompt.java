package io.github.dbadapter.shell.interactive;

import io.github.dbadapter.DbAdapterException;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.springframework.shell.jline.PromptProvider;

/**
 * Shows the active profile, anew at each prompt because {@code connect} changes it. A
 * protected one is red.
 */
final class ProfilePrompt implements PromptProvider {

	private final Profiles profiles;

	ProfilePrompt(Profiles profiles) {
		this.profiles = profiles;
	}

	@Override
	public AttributedString getPrompt() {
		AttributedStringBuilder prompt = new AttributedStringBuilder().append("db-adapter");
		try {
			ResolvedProfile active = this.profiles.find(null);
			if (active != null) {
				int colour = active.profile().isProtected() ? AttributedStyle.RED : AttributedStyle.GREEN;
				prompt.append(":").styled(AttributedStyle.DEFAULT.foreground(colour), active.name());
			}
		}
		catch (DbAdapterException ex) {
			prompt.append(":").styled(AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW), "?");
		}
		return prompt.append("> ").toAttributedString();
	}

}
