package dev.millrace.pipeline.variable;

import dev.millrace.pipeline.data.Data;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * How a variable is asked for when a build starts.
 *
 * @param required its value must not be empty at start
 * @param group the heading it stands under
 * @param fields children of a {@code form-list}
 * @param payload opaque data of the user interface
 * @param multiple empty: not said
 */
public record VariableForm(
    VariableType type,
    String label,
    String description,
    String group,
    boolean required,
    List<Option> options,
    Optional<String> repositoryId,
    Optional<String> relativePath,
    Optional<String> scmType,
    Optional<BuildResource> containerType,
    Optional<String> filterRule,
    Optional<Boolean> versionControl,
    SequencedMap<String, String> metadata,
    Optional<Data> payload,
    List<Variable> fields,
    Optional<Boolean> multiple,
    SequencedMap<String, Data> extras) {
  public VariableForm {
    options = List.copyOf(options);
    metadata = Data.ordered(metadata);
    fields = List.copyOf(fields);
    extras = Data.ordered(extras);
  }

  /** One choice. */
  public record Option(String id, String label, String description) {}

  /** What kind of machine {@code container-type} offers. */
  public record BuildResource(String buildType, String os) {}
}
