package dev.millrace.cli.terminal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Optional;

/**
 * Signals of the operating system. The JDK's only way to them is {@code sun.misc.Signal} of the
 * module {@code jdk.unsupported}; it is reached by reflection because compiling against it warns,
 * and warnings are errors here.
 */
public final class Signals {
  private Signals() {}

  /** A handler in place. */
  public interface Handling extends AutoCloseable {
    /** Puts the one before it back. */
    @Override
    void close();
  }

  /**
   * Calls {@code action} on each signal with this name ({@code INT}, {@code TERM}), on a thread of
   * its own; empty where the signal or the way to it does not exist.
   */
  public static Optional<Handling> handle(String name, Runnable action) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      var install = signalType.getMethod("handle", signalType, handlerType);
      Object signal = signalType.getConstructor(String.class).newInstance(name);
      Object before = install.invoke(null, signal, handler(handlerType, action));
      return Optional.of(() -> {
        try {
          install.invoke(null, signal, before);
        } catch (ReflectiveOperationException gone) {
          throw new IllegalStateException("signal " + name + " can't be given back", gone);
        }
      });
    } catch (ReflectiveOperationException | IllegalArgumentException missing) {
      return Optional.empty();
    }
  }

  @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself alone
  private static Object handler(Class<?> type, Runnable action) {
    InvocationHandler calls =
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "handle" -> {
                action.run();
                yield null;
              }
              case "equals" -> proxy == arguments[0];
              case "hashCode" -> System.identityHashCode(proxy);
              default -> "signal handler";
            };
    return Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {type}, calls);
  }
}
