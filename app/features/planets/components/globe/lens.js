// Draws the planet at any angle from the two frames nearest to it.
//
// Fading from one frame into the next would show two planets: their marks lie a tenth of the disc apart. So each
// place of the disc is followed on the globe to where it was in either frame, and only what is left of the
// difference (light, which stands still) fades. What does not turn with the globe is not followed: rings and moons
// before it, and everything around it.

const VERTEX = `
attribute vec2 corner; varying vec2 at;
void main() { at = corner * vec2(0.5, -0.5) + 0.5; gl_Position = vec4(corner, 0.0, 1.0); }`;

const FRAGMENT = `
precision highp float;
varying vec2 at;
uniform sampler2D before, after;
uniform float share, turned, pace, radius;
uniform vec2 middle, rings;
uniform vec3 axis, moons[12];

vec2 seen(vec2 place) { return middle + place * vec2(radius, -radius); }

// Where a place was before the globe turned by an angle about its axis.
vec3 followed(vec3 place, float angle) {
  return place * cos(angle) - cross(axis, place) * sin(angle) + axis * dot(axis, place) * (1.0 - cos(angle));
}

// 1 where something stands before the globe.
float covered(vec2 place) {
  float most = 0.0;
  for (int number = 0; number < 12; number++) {
    vec3 moon = moons[number];
    if (moon.z > 0.0) most = max(most, 1.0 - smoothstep(moon.z, moon.z + 0.04, distance(place, moon.xy)));
  }
  if (rings.y > 0.0 && abs(axis.z) > 0.001) {
    float near = -dot(axis.xy, place) / axis.z, far = length(vec3(place, near));
    if (near > 0.0) most = max(most, smoothstep(rings.x - 0.04, rings.x, far) * (1.0 - smoothstep(rings.y, rings.y + 0.04, far)));
  }
  return most;
}

void main() {
  vec4 faded = mix(texture2D(before, at), texture2D(after, at), share);
  vec2 place = (at - middle) / vec2(radius, -radius);
  float off = dot(place, place);
  gl_FragColor = faded;
  if (off >= 0.9985) return;
  vec3 here = vec3(place, sqrt(1.0 - off)), one = followed(here, turned), two = followed(here, turned - pace);
  float first = (1.0 - share) * smoothstep(0.0, 0.16, one.z) * (1.0 - covered(one.xy));
  float second = share * smoothstep(0.0, 0.16, two.z) * (1.0 - covered(two.xy));
  float known = first + second;
  if (known < 0.004) return;
  vec4 turning = (texture2D(before, seen(one.xy)) * first + texture2D(after, seen(two.xy)) * second) / known;
  float still = max(covered(place), smoothstep(0.972, 0.9985, off));
  gl_FragColor = mix(turning, faded, still);
}`;

function program(gl) {
  const made = gl.createProgram();
  for (const [kind, source] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(made, shader);
  }
  gl.linkProgram(made);
  return gl.getProgramParameter(made, gl.LINK_STATUS) ? made : null;
}

export class Lens {
  /** For a canvas, or null where this browser can't: `chart` as the painter writes it, `side` and number of `frames`. */
  static on(canvas, { chart, side, frames }) {
    const gl = canvas.getContext("webgl", { premultipliedAlpha: true, antialias: false, powerPreference: "low-power" });
    const drawn = gl && program(gl);
    return drawn ? new Lens(gl, drawn, chart, side, frames.length) : null;
  }

  constructor(gl, drawn, chart, side, count) {
    Object.assign(this, { gl, side, pace: (2 * Math.PI) / count, textures: new Map() });
    gl.useProgram(drawn);
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 3, -1, -1, 3]), gl.STATIC_DRAW);
    const corner = gl.getAttribLocation(drawn, "corner");
    gl.enableVertexAttribArray(corner);
    gl.vertexAttribPointer(corner, 2, gl.FLOAT, false, 0, 0);
    this.at = (name) => gl.getUniformLocation(drawn, name);
    gl.uniform1i(this.at("after"), 1);
    gl.uniform1f(this.at("pace"), this.pace);
    gl.uniform1f(this.at("radius"), chart.radius);
    gl.uniform2f(this.at("middle"), chart.x, chart.y);
    gl.uniform2f(this.at("rings"), chart.rings[0] ?? 0, chart.rings[1] ?? 0);
    gl.uniform3fv(this.at("axis"), chart.axis);
    gl.uniform3fv(this.at("moons"), new Float32Array(36).map((_, at) => chart.moons[Math.floor(at / 3)]?.[at % 3] ?? 0));
  }

  /** Draw between two frames, `{bitmap, x, y}`, `share` of the way from the first to the second, 0 to 1. */
  draw(before, after, share) {
    const { gl } = this;
    gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
    [before, after].forEach((frame, unit) => {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, this.texture(frame));
    });
    gl.uniform1f(this.at("share"), share);
    gl.uniform1f(this.at("turned"), share * this.pace);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  // Two are drawn at a time, and the next one is often the last one.
  texture(frame) {
    const { gl, textures, side } = this;
    if (textures.has(frame)) return textures.get(frame);
    const made = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, made);
    for (const [what, value] of [[gl.TEXTURE_MIN_FILTER, gl.LINEAR], [gl.TEXTURE_MAG_FILTER, gl.LINEAR], [gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE], [gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE]]) {
      gl.texParameteri(gl.TEXTURE_2D, what, value);
    }
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, side, side, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, frame.x, frame.y, gl.RGBA, gl.UNSIGNED_BYTE, frame.bitmap);
    textures.set(frame, made);
    if (textures.size > 4) {
      const [oldest] = textures.keys();
      gl.deleteTexture(textures.get(oldest));
      textures.delete(oldest);
    }
    return made;
  }
}
