package dev.millrace.pipeline.json;

import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.trigger.RepositoryRef;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * References to repositories; the same three facts under names that differ by element.
 *
 * @param id the field that holds the repository's id
 * @param name the field that holds its alias
 * @param url the field that holds its address
 */
record RepositoryJson(String id, String name, String url) {
  private static final String TYPE = "repositoryType";

  static final RepositoryJson CHECKOUT =
      new RepositoryJson("repositoryHashId", "repositoryName", "repositoryUrl");

  static final RepositoryJson TRIGGER =
      new RepositoryJson("repositoryHashId", "repositoryName", "repositoryUrl");

  static final RepositoryJson TIMER = new RepositoryJson("repoHashId", "repoName", "repoUrl");

  /** Empty for the type {@code NONE}, and when nothing is said at all. */
  Optional<RepositoryRef> read(JsonAt at) {
    return switch (at.text(TYPE, "")) {
      case "ID" -> Optional.of(new RepositoryRef.ById(at.text(id, "")));
      case "NAME" -> Optional.of(new RepositoryRef.ByName(at.text(name, "")));
      case "URL" -> Optional.of(new RepositoryRef.ByUrl(at.text(url, "")));
      case "SELF" -> Optional.of(new RepositoryRef.Self());
      case "NONE" -> Optional.empty();
      case "" ->
          at.filled(id)
              .<RepositoryRef>map(RepositoryRef.ById::new)
              .or(() -> at.filled(name).map(RepositoryRef.ByName::new))
              .or(() -> at.filled(url).map(RepositoryRef.ByUrl::new));
      default -> {
        at.problemAt(TYPE, Rule.VALUE_NOT_KNOWN, TYPE, at.text(TYPE, ""));
        yield Optional.empty();
      }
    };
  }

  void write(ObjectNode node, RepositoryRef repository) {
    switch (repository) {
      case RepositoryRef.Self() -> node.put(TYPE, "SELF");
      case RepositoryRef.ById(String value) -> node.put(TYPE, "ID").put(id, value);
      case RepositoryRef.ByName(String value) -> node.put(TYPE, "NAME").put(name, value);
      case RepositoryRef.ByUrl(String value) -> node.put(TYPE, "URL").put(url, value);
    }
  }
}
