package dev.millrace.wording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The wordings a program knows, by their ids: what is needed to read stored sentences. */
public final class Vocabulary {
  private final Map<String, Wording> wordings = new HashMap<>();

  private Vocabulary(List<Wording> wordings) {
    wordings.forEach(wording -> {
      if (this.wordings.put(wording.id(), wording) != null) {
        throw new IllegalArgumentException("two wordings have the id " + wording.id());
      }
    });
  }

  /** All constants of some enums; {@link Plain}'s are always among them. */
  @SafeVarargs
  public static Vocabulary of(Class<? extends Wording>... enums) {
    var all = new ArrayList<Wording>(List.of(Plain.values()));
    for (Class<? extends Wording> each : enums) {
      all.addAll(List.of(each.getEnumConstants()));
    }
    return new Vocabulary(all);
  }

  public Optional<Wording> find(String id) {
    return Optional.ofNullable(wordings.get(id));
  }
}
