package dev.millrace.pipeline.json;

import dev.millrace.pipeline.Container;
import dev.millrace.pipeline.Container.Credentials;
import dev.millrace.pipeline.RunsOn;
import dev.millrace.pipeline.RunsOn.Target;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** {@link RunsOn} field by field, for what the format's own fields can't say. */
final class ExactMachine {
  private ExactMachine() {}

  static RunsOn read(JsonAt at) {
    return new RunsOn(
        target(at.object("target")),
        at.texts("agentSelectors"),
        at.has("container") ? Optional.of(container(at.object("container"))) : Optional.empty(),
        at.text("hardware"),
        at.text("workspace"),
        at.text("xcode"),
        at.textsByKey("needs"),
        at.flag("show", false),
        at.fields("extras"));
  }

  private static Target target(JsonAt at) {
    String name = at.text("name", "");
    return switch (at.text("kind", "")) {
      case "agentless" -> new Target.Agentless();
      case "pool" -> new Target.Pool(name);
      case "environment" ->
          new Target.Environment(name, at.integer("limitPerNode"), at.integer("limitTotal"));
      case "node" -> new Target.Node(name);
      case "sameAsJob" -> new Target.SameAsJob(name);
      case "unnamed" -> new Target.UnnamedSelfHosted();
      case "foreign" -> new Target.Foreign(name, at.fields("fields"));
      default -> new Target.Docker();
    };
  }

  private static Container container(JsonAt at) {
    return new Container(
        at.text("image"),
        at.has("store")
            ? Optional.of(
                new Container.StoreImage(
                    at.object("store").text("code", ""), at.object("store").text("version", "")))
            : Optional.empty(),
        credentials(at),
        at.fields("options"),
        at.text("pullPolicy"),
        at.fields("extras"));
  }

  private static Optional<Credentials> credentials(JsonAt at) {
    return at.text("credentialId")
        .<Credentials>map(Credentials.ById::new)
        .or(() ->
            at.text("user")
                .map(user -> new Credentials.UserPassword(user, at.text("password", ""))));
  }

  static ObjectNode write(RunsOn runsOn) {
    ObjectNode node = JsonData.object();
    node.set("target", target(runsOn.target()));
    node.set("agentSelectors", JsonData.texts(runsOn.agentSelectors()));
    runsOn.container().ifPresent(container -> node.set("container", container(container)));
    runsOn.hardware().ifPresent(text -> node.put("hardware", text));
    runsOn.workspace().ifPresent(text -> node.put("workspace", text));
    runsOn.xcode().ifPresent(text -> node.put("xcode", text));
    ObjectNode needs = node.putObject("needs");
    runsOn.needs().forEach(needs::put);
    node.put("show", runsOn.show());
    node.set("extras", JsonData.object(runsOn.extras()));
    return node;
  }

  private static ObjectNode target(Target target) {
    ObjectNode node = JsonData.object();
    return switch (target) {
      case Target.Docker() -> node.put("kind", "docker");
      case Target.Agentless() -> node.put("kind", "agentless");
      case Target.Pool(String name) -> node.put("kind", "pool").put("name", name);
      case Target.Environment(String name, var perNode, var total) -> {
        perNode.ifPresent(limit -> node.put("limitPerNode", limit));
        total.ifPresent(limit -> node.put("limitTotal", limit));
        yield node.put("kind", "environment").put("name", name);
      }
      case Target.Node(String name) -> node.put("kind", "node").put("name", name);
      case Target.SameAsJob(String id) -> node.put("kind", "sameAsJob").put("name", id);
      case Target.UnnamedSelfHosted() -> node.put("kind", "unnamed");
      case Target.Foreign(String type, var fields) -> {
        node.set("fields", JsonData.object(fields));
        yield node.put("kind", "foreign").put("name", type);
      }
    };
  }

  private static ObjectNode container(Container container) {
    ObjectNode node = JsonData.object();
    container.image().ifPresent(image -> node.put("image", image));
    container
        .storeImage()
        .ifPresent(store ->
            node.putObject("store").put("code", store.code()).put("version", store.version()));
    container
        .credentials()
        .ifPresent(credentials -> {
          switch (credentials) {
            case Credentials.ById(String id) -> node.put("credentialId", id);
            case Credentials.UserPassword(String user, String password) ->
                node.put("user", user).put("password", password);
          }
        });
    node.set("options", JsonData.object(container.options()));
    container.pullPolicy().ifPresent(policy -> node.put("pullPolicy", policy));
    node.set("extras", JsonData.object(container.extras()));
    return node;
  }
}
