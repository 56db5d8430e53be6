package dev.millrace.agent.checkout;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.millrace.agent.process.PathBytes;
import dev.millrace.agent.task.TaskContext;
import dev.millrace.agent.task.TaskEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Sources from a repository git can reach. */
final class RepositoryCheckout {
  private final TaskContext context;
  private final Inputs inputs;
  private final String url;
  private final Path target;
  private final Optional<Credentials> credentials;

  /** Without credentials: for all that needs no server. */
  private final Git git;

  /** With credentials, if there are any. */
  private final Git remoteGit;

  RepositoryCheckout(TaskContext context, Inputs inputs, String url, Path target) {
    this.context = context;
    this.inputs = inputs;
    this.url = Credentials.withoutUser(url);
    this.target = target;
    this.credentials = Credentials.of(url, inputs.all());
    var plain = Git.in(target, context);
    this.git = inputs.flag("enableGitLfs", true) ? largeFilesLater(plain) : noLargeFiles(plain);
    this.remoteGit = credentials.map(git::as).orElse(git);
  }

  /**
   * Where a machine has LFS in git's configuration, a checkout would fetch large files one by one,
   * and without credentials.
   */
  private static Git largeFilesLater(Git git) {
    return git.with("GIT_LFS_SKIP_SMUDGE", "1");
  }

  /** Where a machine has LFS in git's configuration it still need not have git-lfs. */
  private static Git noLargeFiles(Git git) {
    return git.configured("filter.lfs.process", "")
        .configured("filter.lfs.smudge", "")
        .configured("filter.lfs.required", "false");
  }

  void run() throws IOException {
    if (url.startsWith("-")) {
      throw new Inputs.Invalid(CheckoutWording.NO_URL.of(url));
    }
    var strategy = inputs.strategy();
    if (strategy == Inputs.Strategy.FRESH_CHECKOUT) {
      Sources.clear(target);
    }
    boolean isNew = !Files.exists(target.resolve(".git"));
    if (isNew) {
      git.run("init", "-q");
    }
    removeStaleLocks();
    git.run("config", "remote.origin.url", url);
    git.run("config", "core.autocrlf", inputs.autoCrlf());
    sparse();

    var ref = inputs.refName().isEmpty() ? defaultBranch() : inputs.refName();
    var commit = fetch(ref);
    if (!isNew && strategy == Inputs.Strategy.REVERT_UPDATE) {
      git.run("reset", "-q", "--hard");
      clean();
    }
    boolean hasLargeFiles = wantsLargeFiles(git, commit);
    checkOut(ref, commit, strategy);
    submodules();
    if (hasLargeFiles) {
      pullLargeFiles(target);
    }
    persistCredentials();
    Sources.describe(context, git, url, ref, target);
  }

  /** Left by a git that was killed. The workspace is one job's, so that nobody holds them. */
  private void removeStaleLocks() throws IOException {
    for (var name : List.of("index.lock", "HEAD.lock", "config.lock", "shallow.lock")) {
      Files.deleteIfExists(target.resolve(".git").resolve(name));
    }
  }

  private String defaultBranch() {
    var answer = remoteGit.answer("ls-remote", "--symref", "--", url, "HEAD").orElse("");
    for (var line : answer.lines().toList()) {
      if (line.startsWith("ref: refs/heads/") && line.endsWith("\tHEAD")) {
        return line.substring("ref: refs/heads/".length(), line.length() - "\tHEAD".length());
      }
    }
    return "master"; // BK-CI's default; the fetch that follows says what is wrong
  }

  private void sparse() {
    var include = inputs.list("includePath");
    var exclude = inputs.list("excludePath");
    if (!include.isEmpty() || !exclude.isEmpty()) {
      var patterns = new ArrayList<String>(List.of("sparse-checkout", "set", "--no-cone", "--"));
      patterns.addAll(include.isEmpty() ? List.of("/*") : include);
      exclude.forEach(path -> patterns.add("!" + path));
      git.run(patterns);
    } else if (isSparse(git)) {
      git.run("sparse-checkout", "disable");
    }
  }

  private static boolean isSparse(Git repository) {
    return repository.answer("config", "core.sparseCheckout").orElse("").equals("true");
  }

  /** Fetches what is wanted and answers its name in our repository. */
  private String fetch(String ref) {
    return switch (inputs.pullType()) {
      case BRANCH -> {
        var branch = ref.startsWith("refs/heads/") ? ref.substring("refs/heads/".length()) : ref;
        fetchRefs("+refs/heads/" + branch + ":refs/remotes/origin/" + branch);
        yield "refs/remotes/origin/" + branch;
      }
      case TAG -> {
        var tag = ref.startsWith("refs/tags/") ? ref.substring("refs/tags/".length()) : ref;
        fetchRefs("+refs/tags/" + tag + ":refs/tags/" + tag);
        yield "refs/tags/" + tag;
      }
      case COMMIT_ID -> {
        fetchCommit(ref);
        yield ref;
      }
    };
  }

  private void fetchRefs(String... refs) {
    var arguments = new ArrayList<>(List.of("fetch", "--force", "--no-recurse-submodules"));
    if (inputs.fetchDepth() > 0) {
      arguments.addAll(List.of("--no-tags", "--depth", String.valueOf(inputs.fetchDepth())));
    } else if (Files.exists(target.resolve(".git/shallow"))) {
      arguments.add("--unshallow");
    }
    arguments.add("origin");
    arguments.addAll(List.of(refs));
    remoteGit.run(arguments);
  }

  private void fetchCommit(String commit) {
    // Not each server gives a commit by its id: its branches hold it as a rule.
    if (inputs.fetchDepth() > 0
        && remoteGit.succeeds(
            "fetch", "--depth", String.valueOf(inputs.fetchDepth()), "origin", commit)) {
      return;
    }
    if (!git.succeeds("cat-file", "-e", commit + "^{commit}")) {
      remoteGit.run(
          "fetch",
          "--force",
          "--tags",
          "--no-recurse-submodules",
          "origin",
          "+refs/heads/*:refs/remotes/origin/*");
    }
    if (!git.succeeds("cat-file", "-e", commit + "^{commit}")) {
      remoteGit.run("fetch", "--no-recurse-submodules", "origin", commit);
    }
  }

  private void clean() {
    if (inputs.flag("enableGitClean", true)) {
      var arguments = new ArrayList<>(List.of("clean", "-q", "-d", "-f"));
      if (inputs.flag("enableGitCleanNested", false)) {
        arguments.add("-f");
      }
      if (inputs.flag("enableGitCleanIgnore", true)) {
        arguments.add("-x");
      }
      git.run(arguments);
    }
  }

  private void checkOut(String ref, String commit, Inputs.Strategy strategy) {
    var arguments = new ArrayList<>(List.of("checkout", "-q"));
    if (strategy != Inputs.Strategy.INCREMENT_UPDATE) {
      arguments.add("-f");
    }
    if (inputs.pullType() == Inputs.PullType.BRANCH) {
      arguments.addAll(List.of("-B", ref.replaceFirst("^refs/heads/", "")));
    } else {
      arguments.add("--detach");
    }
    arguments.add(commit);
    git.run(arguments);
  }

  private void submodules() {
    if (!inputs.flag("enableSubmodule", true) || !Files.exists(target.resolve(".gitmodules"))) {
      return;
    }
    boolean recursive = inputs.flag("enableSubmoduleRecursive", true);
    var sync = new ArrayList<>(List.of("submodule", "--quiet", "sync"));
    var update = new ArrayList<>(List.of("submodule", "update", "--init", "--force"));
    if (recursive) {
      sync.add("--recursive");
      update.add("--recursive");
    }
    if (inputs.flag("enableSubmoduleRemote", false)) {
      update.add("--remote");
    }
    update.add("--");
    update.addAll(inputs.list("submodulePath"));
    git.run(sync);
    remoteGit.run(update);
    for (var folder : checkedOutSubmodules()) {
      if (wantsLargeFiles(git.in(folder), "HEAD")) {
        pullLargeFiles(folder);
      }
    }
  }

  private List<Path> checkedOutSubmodules() {
    var list = "printf '%s\\0' \"$displaypath\"";
    var names =
        git.bytes("submodule", "--quiet", "foreach", "--recursive", list)
            .orElseThrow(() -> new IllegalStateException("git can't list submodules of " + target));
    return Arrays.stream(new String(names, ISO_8859_1).split("\0", -1))
        .filter(name -> !name.isEmpty())
        .map(name -> PathBytes.resolve(target, name.getBytes(ISO_8859_1)))
        .toList();
  }

  /** Whether a commit has large files that are wanted; if so, the machine must be fit for them. */
  private boolean wantsLargeFiles(Git repository, String commit) {
    if (!inputs.flag("enableGitLfs", true)
        || !repository.succeeds(
            "grep", "-q", "filter=lfs", commit, "--", ".gitattributes", "**/.gitattributes")) {
      return false;
    }
    if (!repository.succeeds("lfs", "version")) {
      throw new Git.Failed(TaskEnd.machineUnfit(CheckoutWording.NO_GIT_LFS.of()));
    }
    return true;
  }

  private void pullLargeFiles(Path folder) {
    var local = git.in(folder);
    // The pull adds the hooks, and unlike install leaves alone what a job has put in their place.
    local.run("lfs", "install", "--local", "--skip-repo");
    remoteGit.in(folder).run("lfs", "pull");
    if (isSparse(local)) {
      local.run("sparse-checkout", "reapply"); // git-lfs writes what was left out, too
    }
  }

  /** Lets later tasks of the job reach the repository, or takes care that they can't. */
  private void persistCredentials() throws IOException {
    if (credentials.isEmpty()) {
      return;
    }
    var key = "credential." + credentials.get().site() + ".helper";
    if (!inputs.flag("persistCredentials", true)) {
      var _ = git.succeeds("config", "--unset-all", key);
      return;
    }
    var file = context.privateFolder().resolve("git-credentials");
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, credentials.get().storeLine());
    git.run("config", "--replace-all", key, "store --file='" + file + "'");
  }
}
