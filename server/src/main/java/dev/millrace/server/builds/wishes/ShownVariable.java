package dev.millrace.server.builds.wishes;

import dev.millrace.engine.state.VariableValue;
import java.util.Optional;
import java.util.Set;

/**
 * A variable of a build, for people.
 *
 * @param value empty for one that is secret
 */
public record ShownVariable(String name, Optional<String> value, boolean readOnly) {
  static ShownVariable of(String name, VariableValue value, Set<String> secret) {
    boolean hidden = value.sensitive() || secret.contains(name);
    return new ShownVariable(
        name, hidden ? Optional.empty() : Optional.of(value.value()), value.readOnly());
  }
}
