/* `react-debounce-input` without minimum lengths: tells of a change after a pause, Enter or leaving the field. */
import { Component, createElement } from "react";

export default class DebounceInput extends Component {
  state = { value: this.props.value ?? "" };
  untold = null;

  changed = (event) => {
    this.setState({ value: event.target.value });
    clearTimeout(this.timer);
    this.untold = event;
    this.timer = setTimeout(this.tell, this.props.debounceTimeout ?? 100);
  };

  tell = () => {
    clearTimeout(this.timer);
    const event = this.untold;
    this.untold = null;
    if (event) this.props.onChange(event);
  };

  pressed = (event) => {
    if (event.key === "Enter") this.tell();
    this.props.onKeyDown?.(event);
  };

  left = (event) => {
    this.tell();
    this.props.onBlur?.(event);
  };

  componentDidUpdate({ value: before }) {
    const { value } = this.props;
    if (this.untold || value === undefined || value === before || value === this.state.value) return;
    this.setState({ value });
  }

  componentWillUnmount() {
    this.tell();
  }

  render() {
    const { element = "input", debounceTimeout, inputRef, minLength, forceNotifyByEnter, forceNotifyOnBlur, ...props } = this.props;
    if (minLength || forceNotifyByEnter === false || forceNotifyOnBlur === false)
      throw new Error("a debounced field knows no such option: see app/ui/lean");
    const own = { onChange: this.changed, onKeyDown: this.pressed, onBlur: this.left, value: this.state.value };
    return createElement(element, { type: "text", ...props, ...own, ...(inputRef && { ref: inputRef }) });
  }
}
