package dev.millrace.pipeline.json;

import dev.millrace.pipeline.Container;
import dev.millrace.pipeline.Container.Credentials;
import dev.millrace.pipeline.RunsOn;
import dev.millrace.pipeline.RunsOn.Target;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.problem.Rule;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What machine a job wants: base system, dispatch type, dependencies. What these fields can't say
 * is kept exactly, aside.
 */
final class MachineJson {
  static final String AGENTLESS = "normal";
  static final String WITH_MACHINE = "vmBuild";

  private static final String CONTROL = "jobControlOption";
  static final String DISPATCH = "dispatchType";
  private static final String BUILD_TYPE = "buildType";
  private static final String DOCKER = "DOCKER";
  private static final String AGENT = "THIRD_PARTY_AGENT_ID";
  private static final String AGENTS = "THIRD_PARTY_AGENT_ENV";
  private static final String REUSE = "REUSE_JOB_ID";
  private static final String STORE_IMAGE = "BKSTORE";
  private static final String OTHER_IMAGE = "THIRD";
  private static final String EXACT = "machine";

  private MachineJson() {}

  static RunsOn read(JsonAt job) {
    if (job.own().has(EXACT)) {
      return ExactMachine.read(job.own().object(EXACT));
    }
    if (job.text(ActionJson.TYPE, "").equals(AGENTLESS)) {
      return machine(job, new Target.Agentless(), JsonAt.silent(JsonData.object()));
    }
    JsonAt dispatch = job.has(DISPATCH) ? job.object(DISPATCH) : job.with(oldDispatch(job));
    String type = dispatch.text(BUILD_TYPE, DOCKER);
    Optional<String> pool = Tables.POOLS.meaning(type);
    if (pool.isPresent()) {
      return machine(job, new Target.Pool(pool.get()), dispatch);
    }
    return switch (type) {
      case DOCKER -> machine(job, new Target.Docker(), dispatch);
      case AGENT, AGENTS -> machine(job, ownMachine(job, dispatch, type), dispatch);
      default -> {
        dispatch.problemAt(BUILD_TYPE, Rule.CANNOT_RUN, BUILD_TYPE, type);
        var fields = JsonData.fields(dispatch.node());
        fields.remove(BUILD_TYPE);
        yield machine(job, new Target.Foreign(type, fields), JsonAt.silent(JsonData.object()));
      }
    };
  }

  /** Old models say it in fields of the container. */
  private static ObjectNode oldDispatch(JsonAt job) {
    ObjectNode node = JsonData.object();
    job.filled("thirdPartyWorkspace").ifPresent(path -> node.put("workspace", path));
    if (job.filled("thirdPartyAgentId").isPresent()) {
      return node.put(BUILD_TYPE, AGENT).put("value", job.text("thirdPartyAgentId", ""));
    }
    if (job.filled("thirdPartyAgentEnvId").isPresent()) {
      return node.put(BUILD_TYPE, AGENTS).put("value", job.text("thirdPartyAgentEnvId", ""));
    }
    return node.put(BUILD_TYPE, DOCKER).put("value", job.text("dockerBuildVersion", ""));
  }

  private static Target ownMachine(JsonAt job, JsonAt dispatch, String type) {
    String value = dispatch.text("value", "");
    if (dispatch.text("agentType", "").equals(REUSE)) {
      return new Target.SameAsJob(value);
    }
    JsonAt control = job.object(CONTROL);
    return type.equals(AGENT)
        ? new Target.Node(value)
        : new Target.Environment(
            value, control.integer("singleNodeConcurrency"), control.integer("allNodeConcurrency"));
  }

  private static RunsOn machine(JsonAt job, Target target, JsonAt dispatch) {
    boolean ownMachine = isOwnMachine(target);
    return new RunsOn(
        target,
        selectors(job, target),
        ownMachine ? onOwnMachine(dispatch) : hosted(dispatch),
        dispatch.filled("performanceConfigId").filter(id -> !id.equals("0")),
        dispatch.filled("workspace"),
        Optional.empty(),
        job.textsByKey("buildEnv"),
        job.flag("showBuildResource", false),
        Data.none());
  }

  /** Hosted pools are Linux unless they say otherwise; a machine of one's own may be anything. */
  private static List<String> selectors(JsonAt job, Target target) {
    String base = job.text("baseOS", "");
    boolean isUsual = base.isEmpty() || base.equals(usualSystem(target));
    return isUsual || base.equals(Tables.ANY_SYSTEM)
        ? List.of()
        : job.word("baseOS", Tables.SYSTEMS).stream().toList();
  }

  private static String usualSystem(Target target) {
    return isOwnMachine(target) ? Tables.ANY_SYSTEM : "LINUX";
  }

  private static boolean isOwnMachine(Target target) {
    return switch (target) {
      case Target.Environment _, Target.Node _, Target.SameAsJob _, Target.UnnamedSelfHosted _ ->
          true;
      case Target.Docker _, Target.Agentless _, Target.Pool _, Target.Foreign _ -> false;
    };
  }

  private static Optional<Container> hosted(JsonAt dispatch) {
    Optional<String> image = dispatch.filled("value");
    Optional<Container.StoreImage> store =
        dispatch.text("imageType", "").equals(STORE_IMAGE)
            ? dispatch
                .filled("imageCode")
                .map(code -> new Container.StoreImage(code, dispatch.text("imageVersion", "")))
            : Optional.empty();
    if (image.isEmpty() && store.isEmpty()) {
      return Optional.empty();
    }
    Optional<Credentials> credentials =
        dispatch
            .filled("credentialId")
            .<Credentials>map(Credentials.ById::new)
            .or(() ->
                dispatch
                    .filled("imageRepositoryUserName")
                    .map(user ->
                        new Credentials.UserPassword(
                            user, dispatch.text("imageRepositoryPassword", ""))));
    return Optional.of(
        new Container(image, store, credentials, Data.none(), Optional.empty(), Data.none()));
  }

  private static Optional<Container> onOwnMachine(JsonAt dispatch) {
    if (!dispatch.has("dockerInfo")) {
      return Optional.empty();
    }
    JsonAt info = dispatch.object("dockerInfo");
    JsonAt store = info.object("storeImage");
    JsonAt credential = info.object("credential");
    Optional<Credentials> credentials =
        credential
            .filled("credentialId")
            .<Credentials>map(Credentials.ById::new)
            .or(() ->
                credential
                    .filled("user")
                    .map(user ->
                        new Credentials.UserPassword(user, credential.text("password", ""))));
    return Optional.of(
        new Container(
            info.filled("image"),
            store
                .filled("imageCode")
                .map(code -> new Container.StoreImage(code, store.text("imageVersion", ""))),
            credentials,
            info.fields("options"),
            info.filled("imagePullPolicy"),
            Data.none()));
  }

  /** The container type of a job on such a machine. */
  static String containerType(RunsOn runsOn) {
    return runsOn.target() instanceof Target.Agentless ? AGENTLESS : WITH_MACHINE;
  }

  /** Adds to the otherwise finished {@code job}. */
  static void write(ObjectNode job, RunsOn runsOn) {
    Target target = runsOn.target();
    if (!(target instanceof Target.Agentless)) {
      job.put(
          "baseOS",
          runsOn.agentSelectors().stream()
              .findFirst()
              .flatMap(Tables.SYSTEMS::word)
              .orElse(usualSystem(target)));
      job.set(DISPATCH, dispatch(runsOn));
    }
    if (!runsOn.needs().isEmpty()) {
      ObjectNode needs = job.putObject("buildEnv");
      runsOn.needs().forEach(needs::put);
    }
    if (runsOn.show()) {
      job.put("showBuildResource", true);
    }
    if (target instanceof Target.Environment(_, var perNode, var total)
        && job.get(CONTROL) instanceof ObjectNode control) {
      perNode.ifPresent(limit -> control.put("singleNodeConcurrency", limit));
      total.ifPresent(limit -> control.put("allNodeConcurrency", limit));
    }
    if (!read(JsonAt.silent(job)).equals(runsOn)) {
      Residue.own(job).set(EXACT, ExactMachine.write(runsOn));
    }
  }

  private static ObjectNode dispatch(RunsOn runsOn) {
    ObjectNode node = JsonData.object();
    switch (runsOn.target()) {
      case Target.Docker(), Target.Agentless() -> node.put(BUILD_TYPE, DOCKER);
      case Target.Pool(String name) -> node.put(BUILD_TYPE, Tables.POOLS.word(name).orElse(DOCKER));
      case Target.Environment(String name, _, _) ->
          node.put(BUILD_TYPE, AGENTS).put("value", name).put("agentType", "NAME");
      case Target.Node(String name) ->
          node.put(BUILD_TYPE, AGENT).put("value", name).put("agentType", "NAME");
      case Target.SameAsJob(String id) ->
          node.put(BUILD_TYPE, AGENT).put("value", id).put("agentType", REUSE);
      case Target.UnnamedSelfHosted() ->
          node.put(BUILD_TYPE, AGENT).put("value", "").put("agentType", "NAME");
      case Target.Foreign(String type, var fields) -> {
        node.setAll(JsonData.object(fields));
        return node.put(BUILD_TYPE, type);
      }
    }
    runsOn.workspace().ifPresent(path -> node.put("workspace", path));
    runsOn.hardware().ifPresent(id -> node.put("performanceConfigId", id));
    boolean ownMachine = isOwnMachine(runsOn.target());
    if (!ownMachine) {
      node.put("value", runsOn.container().flatMap(Container::image).orElse(""));
    }
    runsOn
        .container()
        .ifPresent(container -> {
          if (ownMachine) {
            node.set("dockerInfo", dockerInfo(container));
          } else {
            image(node, container);
          }
        });
    return node;
  }

  private static void image(ObjectNode node, Container container) {
    node.put("imageType", container.storeImage().isPresent() ? STORE_IMAGE : OTHER_IMAGE);
    container
        .storeImage()
        .ifPresent(
            store -> node.put("imageCode", store.code()).put("imageVersion", store.version()));
    container
        .credentials()
        .ifPresent(credentials -> {
          switch (credentials) {
            case Credentials.ById(String id) -> node.put("credentialId", id);
            case Credentials.UserPassword(String user, String password) ->
                node.put("imageRepositoryUserName", user).put("imageRepositoryPassword", password);
          }
        });
  }

  private static ObjectNode dockerInfo(Container container) {
    ObjectNode info = JsonData.object();
    info.put("image", container.image().orElse(""));
    info.put("imageType", container.storeImage().isPresent() ? STORE_IMAGE : OTHER_IMAGE);
    container
        .storeImage()
        .ifPresent(store ->
            info.putObject("storeImage")
                .put("imageCode", store.code())
                .put("imageVersion", store.version()));
    container
        .credentials()
        .ifPresent(credentials -> {
          ObjectNode node = info.putObject("credential");
          switch (credentials) {
            case Credentials.ById(String id) -> node.put("credentialId", id);
            case Credentials.UserPassword(String user, String password) ->
                node.put("user", user).put("password", password);
          }
        });
    if (!container.options().isEmpty()) {
      info.set("options", JsonData.object(container.options()));
    }
    container.pullPolicy().ifPresent(policy -> info.put("imagePullPolicy", policy));
    return info;
  }
}
