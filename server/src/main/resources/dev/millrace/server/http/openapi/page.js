const WORDS = {
  en: { token: 'Token', find: 'Find', needs: 'needs', body: 'Body', answer: 'Answer', call: 'Call',
        required: 'required', headers: 'More headers, one a line', failed: 'The server did not answer' },
  zh: { token: '令牌', find: '查找', needs: '需要', body: '请求体', answer: '响应', call: '调用',
        required: '必填', headers: '其他请求头，每行一个', failed: '服务器没有响应' },
};
const language = navigator.language.startsWith('zh') ? 'zh' : 'en';
const say = (word) => WORDS[language][word];

/** Text goes in as text only: nothing of the document is ever read as HTML. */
function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** The schema with what it refers to in place, but nothing within itself. */
function resolved(schema, all, above = []) {
  if (Array.isArray(schema)) {
    return schema.map((each) => resolved(each, all, above));
  }
  if (schema === null || typeof schema !== 'object') {
    return schema;
  }
  const name = schema.$ref?.split('/').pop();
  if (name) {
    return above.includes(name) ? { $ref: schema.$ref } : resolved(all[name], all, [...above, name]);
  }
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, resolved(value, all, above)]));
}

function shape(content, all) {
  const schema = Object.values(content ?? {})[0]?.schema;
  return schema ? JSON.stringify(resolved(schema, all), null, 2) : Object.keys(content ?? {}).join(', ');
}

function fieldOf(parameter) {
  const input = element('input', { name: parameter.name });
  const hints = [parameter.in, parameter.required ? say('required') : '', parameter.description ?? '',
    (parameter.schema.enum ?? parameter.schema.items?.enum ?? []).join(' | '),
    'maximum' in parameter.schema ? `${parameter.schema.minimum} … ${parameter.schema.maximum}` : ''];
  const label = element('label', {}, element('code', { textContent: parameter.name }), ' ', input, ' ',
    element('span', { className: 'quiet', textContent: hints.filter(Boolean).join(' · ') }));
  return { parameter, input, label };
}

function headersOf(fields, more, hasBody) {
  const headers = new Headers({ 'Accept-Language': navigator.language });
  const token = document.querySelector('#token').value;
  if (token) {
    headers.set('Authorization', `Bearer ${token}`);
  }
  if (hasBody) {
    headers.set('Content-Type', 'application/json');
  }
  fields.filter(({ parameter, input }) => parameter.in === 'header' && input.value)
    .forEach(({ parameter, input }) => headers.set(parameter.name, input.value));
  more.split('\n').filter((line) => line.includes(':')).forEach((line) => {
    const colon = line.indexOf(':');
    headers.set(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
  });
  return headers;
}

async function call(method, path, fields, body, more) {
  const query = new URLSearchParams();
  let target = path;
  for (const { parameter, input } of fields) {
    if (parameter.in === 'path') {
      target = target.replace(`{${parameter.name}}`, encodeURIComponent(input.value));
    } else if (parameter.in === 'query' && input.value) {
      query.set(parameter.name, input.value);
    }
  }
  const suffix = query.size ? `?${query}` : '';
  const response = await fetch(target + suffix, {
    method, headers: headersOf(fields, more, Boolean(body)), body: body || undefined, credentials: 'same-origin',
  });
  const lines = [`${response.status} ${method} ${target}${suffix}`];
  response.headers.forEach((value, name) => lines.push(`${name}: ${value}`));
  const text = await response.text();
  try {
    return `${lines.join('\n')}\n\n${JSON.stringify(JSON.parse(text), null, 2)}`;
  } catch {
    return `${lines.join('\n')}\n\n${text}`;
  }
}

function operation(method, path, described, all) {
  const card = element('details', {}, element('summary', {}, element('b', { textContent: method }),
    element('code', { textContent: path }), ` ${described.summary ?? ''} `,
    element('span', { className: 'quiet', textContent: `${say('needs')}: ${described['x-permission']}` })));
  card.dataset.text = `${method} ${path} ${described.summary} ${described.operationId}`.toLowerCase();
  card.addEventListener('toggle', () => fill(card, method, path, described, all), { once: true });
  return card;
}

function fill(card, method, path, described, all) {
  const fields = described.parameters.map(fieldOf);
  card.append(...fields.map(({ label }) => label));
  const body = element('textarea', { spellcheck: false });
  const wanted = described.requestBody?.content;
  if (wanted) {
    card.append(element('h3', { textContent: say('body') }), element('pre', { textContent: shape(wanted, all) }), body);
  }
  const more = element('textarea', { spellcheck: false, rows: 2 });
  const [status, response] = Object.entries(described.responses)[0];
  const result = element('pre', { hidden: true });
  const button = element('button', { textContent: say('call'), type: 'button' });
  button.addEventListener('click', async () => {
    button.disabled = true;
    result.hidden = false;
    try {
      result.textContent = await call(method, path, fields, body.value, more.value);
    } catch (failure) {
      result.textContent = `${say('failed')}: ${failure.message}`;
    }
    button.disabled = false;
  });
  card.append(element('h3', { textContent: `${say('answer')} ${status}` }),
    element('p', { textContent: response.description }), element('pre', { textContent: shape(response.content, all) }),
    element('label', {}, say('headers'), more), button, result);
}

function show(api) {
  document.querySelector('#introduction').textContent = api.info.description;
  const rooms = new Map();
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const [method, described] of Object.entries(methods)) {
      const room = described.tags[0];
      rooms.set(room, [...(rooms.get(room) ?? []), operation(method.toUpperCase(), path, described, api.components.schemas)]);
    }
  }
  const sections = [...rooms].sort(([one], [other]) => one.localeCompare(other))
    .map(([room, cards]) => element('section', {}, element('h2', { textContent: room }), ...cards));
  document.querySelector('#operations').replaceChildren(...sections);
}

document.documentElement.lang = language;
document.querySelectorAll('[data-word]').forEach((each) => { each.textContent = say(each.dataset.word); });
document.querySelector('#find').addEventListener('input', ({ target }) => {
  document.querySelectorAll('details').forEach((card) => {
    card.hidden = !card.dataset.text.includes(target.value.toLowerCase());
  });
});
fetch('/api/openapi.json').then((response) => response.json()).then(show).catch((failure) => {
  document.querySelector('#introduction').textContent = `${say('failed')}: ${failure.message}`;
});
