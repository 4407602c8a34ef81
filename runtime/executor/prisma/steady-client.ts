import pg from 'pg';

/**
 * A connection whose end never ends the process. A pool hands a connection on before its next user
 * listens for errors: when one packet carries an answer and the server's farewell, nobody does, and
 * Node throws. Nothing is lost here: the next statement on the connection fails, and its call is told.
 */
export class SteadyClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
