package dev.millrace.pipeline;

import dev.millrace.pipeline.data.Data;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What machine a job wants.
 *
 * @param target which machines
 * @param agentSelectors words like {@code linux}; only the first counts
 * @param container the image to run in, on a machine of one's own
 * @param needs build dependencies by name and version
 * @param show shown on the canvas
 * @param extras other keys, kept as written
 */
public record RunsOn(
    Target target,
    List<String> agentSelectors,
    Optional<Container> container,
    Optional<String> hardware,
    Optional<String> workspace,
    Optional<String> xcode,
    SequencedMap<String, String> needs,
    boolean show,
    SequencedMap<String, Data> extras) {
  /** Nothing was said: the public Docker pool with the platform's default image. */
  public static final RunsOn DEFAULT =
      new RunsOn(
          new Target.Docker(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Data.ordered(java.util.Map.of()),
          false,
          Data.none());

  public RunsOn {
    agentSelectors = List.copyOf(agentSelectors);
    needs = Data.ordered(needs);
    extras = Data.ordered(extras);
  }

  /** The kinds of machines a job can ask for. */
  public sealed interface Target {
    /** The public Docker pool. */
    record Docker() implements Target {}

    /** No machine: only plugins that need none. */
    record Agentless() implements Target {}

    /** A hosted pool by a name other than {@code docker} and {@code agentless}. */
    record Pool(String name) implements Target {}

    /** Any machine of an environment of one's own. */
    record Environment(String name, Optional<Integer> limitPerNode, Optional<Integer> limitTotal)
        implements Target {}

    /** One machine of one's own, by alias. */
    record Node(String name) implements Target {}

    /** The machine another job of this build runs on. */
    record SameAsJob(String jobId) implements Target {}

    /** {@code self-hosted: true} and nothing more: refused by validation, kept for the message. */
    record UnnamedSelfHosted() implements Target {}

    /** A dispatch type of the JSON model we carry. */
    record Foreign(String buildType, SequencedMap<String, Data> fields) implements Target {
      public Foreign {
        fields = Data.ordered(fields);
      }
    }
  }
}
