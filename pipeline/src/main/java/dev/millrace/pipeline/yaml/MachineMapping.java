package dev.millrace.pipeline.yaml;

import dev.millrace.pipeline.Container;
import dev.millrace.pipeline.RunsOn;
import dev.millrace.pipeline.RunsOn.Target;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;
import java.util.List;
import java.util.Optional;

/** {@code runs-on} and its container, as model. */
final class MachineMapping {
  /** The keys that name a machine of one's own; of several the first one here wins. */
  static final List<String> OWN_BY_RANK = List.of("lock-resource-with", "pool-name", "node-name");

  private MachineMapping() {}

  static RunsOn runsOn(Node node, View job) {
    boolean show = job.flag("show-runs-on", false);
    if (node instanceof Scalar pool) {
      Target target = pool.text().isEmpty() ? new Target.Docker() : hosted(pool.text());
      return shown(to(target), show);
    }
    View machine = View.of(node);
    return new RunsOn(
        target(machine),
        machine.texts("agent-selector"),
        machine.node("container").map(container -> container(View.of(container))),
        machine.name("hw-spec"),
        machine.name("workspace"),
        machine.name("xcode"),
        machine.textMap("needs"),
        show,
        Data.none());
  }

  private static RunsOn to(Target target) {
    RunsOn all = RunsOn.DEFAULT;
    return new RunsOn(
        target,
        List.of(),
        all.container(),
        all.hardware(),
        all.workspace(),
        all.xcode(),
        all.needs(),
        false,
        all.extras());
  }

  /** The same, shown on the canvas or not. */
  static RunsOn shown(RunsOn machine, boolean show) {
    return copy(machine, machine.container(), show);
  }

  /** The same inside {@code container}, which version 2 writes beside {@code runs-on}. */
  static RunsOn in(RunsOn machine, View container) {
    return copy(machine, Optional.of(container(container)), machine.show());
  }

  private static RunsOn copy(RunsOn machine, Optional<Container> container, boolean show) {
    return new RunsOn(
        machine.target(),
        machine.agentSelectors(),
        container,
        machine.hardware(),
        machine.workspace(),
        machine.xcode(),
        machine.needs(),
        show,
        machine.extras());
  }

  private static Target target(View machine) {
    Optional<String> pool = machine.name("pool-name");
    if (!machine.flag("self-hosted", false)) {
      return pool.map(MachineMapping::hosted).orElseGet(Target.Docker::new);
    }
    return OWN_BY_RANK.stream()
        .filter(key -> machine.name(key).isPresent())
        .findFirst()
        .map(key -> ownMachine(key, machine.textOrEmpty(key), machine))
        .orElseGet(Target.UnnamedSelfHosted::new);
  }

  private static Target ownMachine(String key, String name, View machine) {
    return switch (key) {
      case "lock-resource-with" -> new Target.SameAsJob(name);
      case "node-name" -> new Target.Node(name);
      default ->
          new Target.Environment(
              name,
              machine.whole("concurrency-limit-per-node"),
              machine.whole("concurrency-limit-total"));
    };
  }

  private static Target hosted(String pool) {
    return switch (pool) {
      case "docker" -> new Target.Docker();
      case "agentless" -> new Target.Agentless();
      default -> new Target.Pool(pool);
    };
  }

  private static Container container(View container) {
    return new Container(
        container.name("image"),
        container
            .name("image-code")
            .map(code -> new Container.StoreImage(code, container.textOrEmpty("image-version"))),
        container.node("credentials").map(MachineMapping::credentials),
        container.dataMap("options"),
        container.name("image-pull-policy"),
        Data.none());
  }

  private static Container.Credentials credentials(Node node) {
    if (node instanceof Scalar id) {
      return new Container.Credentials.ById(id.text());
    }
    View credentials = View.of(node);
    return new Container.Credentials.UserPassword(
        credentials.textOrEmpty("username"), credentials.textOrEmpty("password"));
  }
}
