package dev.millrace.server.http;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.IO;
import org.jspecify.annotations.Nullable;

/**
 * Where connections come in. It has no threads that accept: Jetty interrupts them to stop, and one
 * that has just accepted a connection then forgets it, so that its client waits until it gives up.
 * Without them Jetty lets connections in until all requests are answered; this closes the door as
 * soon as a stop begins.
 */
final class Entrance extends ServerConnector {
  private static final int NO_ACCEPTORS = 0;
  private static final int SELECTORS_AS_JETTY_DECIDES = -1;

  private volatile @Nullable ServerSocketChannel door;

  Entrance(Server server, HttpConfiguration http) {
    super(server, NO_ACCEPTORS, SELECTORS_AS_JETTY_DECIDES, new HttpConnectionFactory(http));
  }

  @Override
  protected ServerSocketChannel openAcceptChannel() throws IOException {
    ServerSocketChannel opened = super.openAcceptChannel();
    door = opened;
    return opened;
  }

  @Override
  public void close() {
    super.close();
    IO.close(door);
    // A selector lets go of a channel that was closed when it looks the next time.
    getSelectorManager()
        .getBeans(ManagedSelector.class)
        .forEach(selector -> selector.submit(_ -> {}));
  }
}
