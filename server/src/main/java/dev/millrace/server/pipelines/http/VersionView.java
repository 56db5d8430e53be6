package dev.millrace.server.pipelines.http;

import dev.millrace.server.pipelines.DefinitionFormat;
import dev.millrace.server.pipelines.PipelineCommit;
import dev.millrace.server.pipelines.ReleaseName;
import dev.millrace.server.pipelines.Version;
import dev.millrace.server.pipelines.VersionNumber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A version without its text.
 *
 * @param name of a release; absent: it is the draft
 * @param base the number of the release it was made from
 * @param by who saved or released it last
 */
public record VersionView(
    int number,
    Optional<String> name,
    Optional<Integer> base,
    DefinitionFormat format,
    String description,
    String by,
    Instant at) {
  static VersionView of(Version version) {
    return new VersionView(
        version.number().value(),
        version.release().map(ReleaseName::toString),
        version.base().map(VersionNumber::value),
        version.format(),
        version.description(),
        version.by().value(),
        version.at());
  }

  /** A page of versions, newest first. */
  public record VersionList(List<VersionView> items, Optional<String> next) {}

  /** A version with all it says. */
  public record VersionText(VersionView version, String definition, SettingsView settings) {
    static VersionText of(PipelineCommit.Written written) {
      return new VersionText(
          VersionView.of(written.version()),
          written.definition().text(),
          SettingsView.of(written.definition().settings()));
    }
  }
}
