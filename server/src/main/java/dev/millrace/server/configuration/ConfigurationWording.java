package dev.millrace.server.configuration;

import dev.millrace.wording.Wording;

/** What is said of settings that can't be. */
public enum ConfigurationWording implements Wording {
  UNKNOWN("{0} is no setting (in {1}); there are {2}"),
  BAD_VALUE("the setting {0} can't be \"{1}\" (in {2}); it must be {3}"),
  UNREADABLE("the configuration file {0} can't be read: {1}"),
  NO_DATA("say where to keep the data: --data DIR, or the setting data"),
  FLAGS("the command line"),
  ENVIRONMENT("the environment"),
  BAD_DATABASE("the database can't be used as it is set: {0}"),
  A_NUMBER("a whole number from {0} to {1}"),
  A_FLAG("true or false"),
  A_URL("a URL such as https://ci.example.com"),
  AN_ADDRESS("an address or the name of a host"),
  ADDRESSES("IP addresses, parted by commas"),
  A_LOG_FORMAT("text or json"),
  LOG_LEVELS("error, warn, info, debug or trace, and of rooms apart: info,builds=debug");

  private final String english;

  ConfigurationWording(String english) {
    this.english = english;
  }

  @Override
  public String room() {
    return "configuration";
  }

  @Override
  public String english() {
    return english;
  }
}
