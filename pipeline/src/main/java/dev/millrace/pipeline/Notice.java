package dev.millrace.pipeline;

import dev.millrace.pipeline.data.Data;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Who is told how when a build ends. */
public record Notice(
    List<Channel> channels,
    List<String> receivers,
    List<String> groups,
    Optional<String> content,
    List<String> chatIds,
    boolean markdown,
    boolean attachBuildUrl,
    Moment when,
    SequencedMap<String, Data> extras) {
  public Notice {
    channels = List.copyOf(channels);
    receivers = List.copyOf(receivers);
    groups = List.copyOf(groups);
    chatIds = List.copyOf(chatIds);
    extras = Data.ordered(extras);
  }

  /** Ways to reach people. */
  public enum Channel {
    EMAIL,
    WEWORK_MESSAGE,
    WEWORK_CHAT,
    SMS,
    VOICE
  }

  /** Which ends of a build count. */
  public enum Moment {
    ALWAYS,
    SUCCESS,
    FAILURE
  }
}
