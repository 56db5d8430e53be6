package dev.millrace.pipeline.json;

import dev.millrace.pipeline.Notice;
import dev.millrace.pipeline.Notice.Channel;
import dev.millrace.pipeline.Notice.Moment;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.problem.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Notices: two lists of subscriptions, for success and for failure. A notice of both ends is in
 * both.
 */
final class NoticesJson {
  static final String SUCCESS = "successSubscriptionList";
  static final String FAILURE = "failSubscriptionList";

  private static final String TYPES = "types";
  private static final String CHAT = "wechatGroupFlag";
  private static final String CHANNELS = "channels";
  private static final String AT = "at";
  private static final Words<Channel> ALL_CHANNELS = Words.names(Channel.class);

  private NoticesJson() {}

  static List<Notice> read(JsonAt setting) {
    List<JsonAt> onSuccess = setting.objects(SUCCESS);
    List<JsonAt> onFailure = setting.objects(FAILURE);
    boolean isNumbered =
        onSuccess.stream().allMatch(at -> at.own().has(AT))
            && onFailure.stream().allMatch(at -> at.own().has(AT));
    return isNumbered ? numbered(onSuccess, onFailure) : merged(onSuccess, onFailure);
  }

  /** Equal subscriptions of both lists are one notice, at its place in the first. */
  private static List<Notice> merged(List<JsonAt> onSuccess, List<JsonAt> onFailure) {
    var failures = new ArrayList<Notice>();
    onFailure.forEach(at -> failures.add(notice(at, Moment.FAILURE)));
    var notices = new ArrayList<Notice>();
    for (JsonAt at : onSuccess) {
      boolean isBoth = failures.remove(notice(at.quiet(), Moment.FAILURE));
      notices.add(notice(at, isBoth ? Moment.ALWAYS : Moment.SUCCESS));
    }
    notices.addAll(failures);
    return notices;
  }

  private static List<Notice> numbered(List<JsonAt> onSuccess, List<JsonAt> onFailure) {
    var notices = new TreeMap<Integer, Notice>();
    for (JsonAt at : onSuccess) {
      notices.put(number(at), notice(at, Moment.SUCCESS));
    }
    for (JsonAt at : onFailure) {
      boolean isBoth = notices.containsKey(number(at));
      notices.put(number(at), notice(at, isBoth ? Moment.ALWAYS : Moment.FAILURE));
    }
    return List.copyOf(notices.values());
  }

  private static int number(JsonAt at) {
    return at.own().integer(AT).orElse(Integer.MAX_VALUE);
  }

  private static Notice notice(JsonAt at, Moment when) {
    return carrier(when).read(at);
  }

  static void write(ObjectNode setting, List<Notice> notices) {
    lists(setting, notices, false);
    if (!read(JsonAt.silent(setting)).equals(notices)) {
      lists(setting, notices, true);
    }
  }

  private static void lists(ObjectNode setting, List<Notice> notices, boolean numbered) {
    var lists = new LinkedHashMap<Moment, ArrayNode>();
    lists.put(Moment.SUCCESS, setting.putArray(SUCCESS));
    lists.put(Moment.FAILURE, setting.putArray(FAILURE));
    for (int i = 0; i < notices.size(); i++) {
      Notice notice = notices.get(i);
      ObjectNode node = carrier(notice.when()).write(notice, notice.extras());
      if (numbered) {
        Residue.own(node).put(AT, i);
      }
      for (Map.Entry<Moment, ArrayNode> list : lists.entrySet()) {
        if (notice.when() == Moment.ALWAYS || notice.when() == list.getKey()) {
          list.getValue().add(node.deepCopy());
        }
      }
    }
  }

  private static Carrier<Notice> carrier(Moment when) {
    return new Carrier<>(
        RunTimeFields.NONE, (at, extras) -> own(at, when, extras), NoticesJson::own);
  }

  private static Notice own(JsonAt at, Moment when, SequencedMap<String, Data> extras) {
    return new Notice(
        channels(at),
        CommaList.read(at, "users"),
        at.texts("groups"),
        at.text("content"),
        CommaList.read(at, "wechatGroup"),
        at.flag("wechatGroupMarkdownFlag", false),
        at.flag("detailFlag", false),
        when,
        extras);
  }

  private static List<Channel> channels(JsonAt at) {
    var channels = new ArrayList<Channel>();
    var exact = at.own().maybeTexts(CHANNELS);
    if (exact.isPresent()) {
      exact.get().forEach(word -> ALL_CHANNELS.meaning(word).ifPresent(channels::add));
      return channels;
    }
    for (String type : at.texts(TYPES)) {
      Tables.CHANNELS
          .meaning(type)
          .ifPresentOrElse(
              channels::add, () -> at.problemAt(TYPES, Rule.VALUE_NOT_KNOWN, TYPES, type));
    }
    if (at.flag(CHAT, false)) {
      channels.add(Channel.WEWORK_CHAT);
    }
    return channels;
  }

  private static ObjectNode own(Notice notice) {
    ObjectNode node = JsonData.object();
    List<String> types =
        notice.channels().stream()
            .flatMap(channel -> Tables.CHANNELS.word(channel).stream())
            .toList();
    node.set(TYPES, JsonData.texts(types));
    node.set("groups", JsonData.texts(notice.groups()));
    CommaList.write(node, "users", notice.receivers());
    node.put(CHAT, notice.channels().contains(Channel.WEWORK_CHAT));
    CommaList.write(node, "wechatGroup", notice.chatIds());
    node.put("wechatGroupMarkdownFlag", notice.markdown());
    node.put("detailFlag", notice.attachBuildUrl());
    notice.content().ifPresent(content -> node.put("content", content));
    if (!channels(JsonAt.silent(node)).equals(notice.channels())) {
      Residue.own(node)
          .set(CHANNELS, JsonData.texts(notice.channels().stream().map(Enum::name).toList()));
    }
    return node;
  }
}
