package dev.millrace.agent.checkout;

import dev.millrace.wording.Wording;

/** The sentences about checkouts, their inputs and sources, and the pieces of them. */
enum CheckoutWording implements Wording {
  INPUT_UNSUPPORTED("input {0} is not supported yet: ignored"),
  INPUT_WRONG("input {0} is '{1}', expected {2}"),
  TRUE_OR_FALSE("true or false"),
  TRUE_FALSE_OR_INPUT("true, false or input"),
  BRANCH_TAG_OR_COMMIT("a branch, tag or commit"),
  NUMBER_FROM_ZERO("a number from 0"),
  PATH_INSIDE("a path inside the workspace"),
  ONE_OF("one of {0}"),

  // Secrets, by the names people know them under.
  THE_INPUT("input {0}"),
  PASSWORD_OF_URL("input password of the url"),

  NO_GIT("no program git on the PATH ({0}) of this machine. Install git to check sources out"),
  GIT_ENDED("git {0} ended with exit code {1}; what it said is above"),
  GIT_CANNOT_LIST("git can't list the files of {0}"),
  NO_URL("'{0}' is no URL of a repository"),
  NO_GIT_LFS(
      "the repository keeps files in git LFS and this machine has no git-lfs. Install it, or set the"
          + " input enableGitLfs to false"),

  NO_SUCH_FOLDER("the folder to take sources from, {0}, does not exist"),
  SOURCES_INSIDE("the sources, {0}, lie inside the folder to fill, {1}"),
  SOURCES_HERE("The sources are where the job runs: nothing to bring."),
  SOURCES_AT("The sources are at {0} ({1})."),
  COPIED_FOLDER("Copied {0}, which is no git repository."),
  COPIED_NEW_REPOSITORY("Copied {0}, a git repository without any commit."),
  COPIED_IGNORED("Copied {0}, which the git repository around it, {1}, ignores."),
  COPIED_PART(
      "Copied {0}, a part of the git repository {1}. The copy is no repository: git commands don't"
          + " work in it.");

  private final String english;

  CheckoutWording(String english) {
    this.english = english;
  }

  @Override
  public String room() {
    return "checkout";
  }

  @Override
  public String english() {
    return english;
  }
}
