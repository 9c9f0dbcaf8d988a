import { client } from './api/client.gen'

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** Same origin, cookie session; each change carries back the CSRF cookie as a header. */
export function configureClient(): void {
  client.setConfig({ baseUrl: '', credentials: 'same-origin', throwOnError: true })
  client.interceptors.request.use((request) => {
    const token = csrfToken()
    if (UNSAFE.has(request.method) && token) request.headers.set('X-CSRF-Token', token)
    return request
  })
}

function csrfToken(): string | null {
  const pair = document.cookie.split('; ').find((cookie) => cookie.startsWith('csrf_token='))
  return pair ? decodeURIComponent(pair.slice('csrf_token='.length)) : null
}
