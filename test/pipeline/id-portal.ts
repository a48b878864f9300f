import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type JWK, type JWTPayload, SignJWT, exportJWK, generateKeyPair, importJWK } from 'jose';
import { Provider } from 'oidc-provider';

export const CLIENT = { id: 'perspektiv', secret: 'a-secret-of-the-test-and-nothing-else' };
export const API_AUDIENCE = 'urn:perspektiv:api';
const MACHINE = { id: 'ekonomisystemet', secret: 'a-secret-of-a-machine-in-the-test' };

/** Claims of the people that the portal knows, by what they sign in as. */
export type People = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

async function newKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' };
}

/** A real OpenID provider on the loopback. Nobody types a password: whoever comes signs in as `visitor`. */
export class IdPortal {
  visitor = '';
  private generation = 0;
  private key: JWK = {};
  private answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;

  private constructor(
    private readonly server: Server,
    private readonly people: People,
    private readonly returnTo: { address: string },
  ) {}

  static async start(people: People, returnTo: { address: string }, port = 0): Promise<IdPortal> {
    const server = createServer((request, response) => {
      portal.answer(request, response);
    });
    const portal = new IdPortal(server, people, returnTo);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    await portal.rotateKeys();
    return portal;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get issuer(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** From now on everything is signed with another key, and the old one is gone. */
  async rotateKeys(): Promise<void> {
    this.key = await newKey(`key-${++this.generation}`);
    const provider = this.provider();
    const callback = provider.callback();
    this.answer = (request, response) => {
      if (request.url?.startsWith('/interaction/')) void this.signIn(provider, request, response);
      else void callback(request, response);
    };
  }

  /** A token for the API as the provider gives it to a machine. */
  async machineToken(): Promise<string> {
    const response = await fetch(`${this.issuer}/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${MACHINE.id}:${MACHINE.secret}`).toString('base64')}`,
      },
      body: new URLSearchParams({ grant_type: 'client_credentials', resource: API_AUDIENCE }),
    });
    const { access_token: token } = (await response.json()) as { access_token?: string };
    if (token === undefined) throw new Error(`no token: ${response.status}`);
    return token;
  }

  /** A token that this portal might have given, signed with its key or with one that somebody made up. */
  async signed(claims: JWTPayload, { forged = false, alg = 'RS256' } = {}): Promise<string> {
    const key = forged ? { ...(await newKey('x')), kid: this.key.kid ?? '' } : this.key;
    return new SignJWT(claims)
      .setProtectedHeader({ alg, kid: key.kid ?? '' })
      .sign(await importJWK(key, alg));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async signIn(
    provider: Provider,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const result = { login: { accountId: this.visitor } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }

  private provider(): Provider {
    const { people } = this;
    const provider: Provider = new Provider(this.issuer, {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: [`${this.returnTo.address}/sign-in/answer`],
          post_logout_redirect_uris: [`${this.returnTo.address}/lamna`],
        },
        {
          client_id: MACHINE.id,
          client_secret: MACHINE.secret,
          grant_types: ['client_credentials'],
          redirect_uris: [],
          response_types: [],
        },
      ],
      jwks: { keys: [this.key] },
      cookies: { keys: ['only for the test'] },
      claims: { openid: ['sub', 'groups'], profile: ['name'] },
      conformIdTokenClaims: true,
      pkce: { required: () => true },
      features: {
        devInteractions: { enabled: false },
        clientCredentials: { enabled: true },
        resourceIndicators: {
          enabled: true,
          getResourceServerInfo: () => ({
            scope: 'api',
            audience: API_AUDIENCE,
            accessTokenFormat: 'jwt' as const,
            jwt: { sign: { alg: 'RS256' as const } },
          }),
        },
      },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      extraTokenClaims: () => ({ groups: ['PERSPEKTIV-KALLA'] }),
      findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
      loadExistingGrant: async (context) => {
        const { oidc } = context;
        const grant: InstanceType<Provider['Grant']> = new provider.Grant({
          clientId: oidc.client?.clientId ?? '',
          accountId: oidc.session?.accountId ?? '',
        });
        grant.addOIDCScope('openid profile');
        await grant.save();
        return grant;
      },
    });
    return provider;
  }
}
