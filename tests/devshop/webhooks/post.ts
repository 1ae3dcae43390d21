/** One POST over a kept connection. `fetch` costs several times the processor time, and a storm is many thousand of these. */
import http from "node:http";
import https from "node:https";

export interface Poster {
  /** The status of the answer. Rejects when refused, reset, or not answered whole in time. Redirects are not followed. */
  post(url: string, headers: Record<string, string>, body: string, withinMs: number): Promise<number>;
  /** Breaks what is on its way. */
  close(): void;
}

/** At most so many requests at once to each host. */
export function createPoster(connections: number): Poster {
  const options = { keepAlive: true, maxSockets: connections };
  const agents = { http: new http.Agent(options), https: new https.Agent(options) };

  function post(url: string, headers: Record<string, string>, body: string, withinMs: number): Promise<number> {
    const scheme = url.startsWith("https:") ? "https" : "http";
    return new Promise((resolve, reject) => {
      const request = (scheme === "https" ? https : http).request(url, {
        method: "POST",
        agent: agents[scheme],
        headers: { ...headers, "content-length": Buffer.byteLength(body) },
      });
      const timer = setTimeout(() => {
        request.destroy(new Error(`no answer within ${String(withinMs)} ms`));
      }, withinMs);
      const fail = (error: NodeJS.ErrnoException) => {
        clearTimeout(timer);
        // The other side closed a kept connection just as we used it again: nobody has seen this request yet.
        if (request.reusedSocket && error.code === "ECONNRESET") resolve(post(url, headers, body, withinMs));
        else reject(error);
      };
      request.on("error", fail);
      request.on("response", (response) => {
        response.resume();
        response.on("error", fail);
        response.on("end", () => {
          clearTimeout(timer);
          resolve(response.statusCode ?? 0);
        });
      });
      request.end(body);
    });
  }

  return {
    post,
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}
